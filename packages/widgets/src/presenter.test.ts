import { afterEach, beforeEach, expect, it } from 'vitest'
import { recommend, seats } from '../gallery/content.ts'
import { openWidgetPage, partOf, reads, type WidgetPage } from './testing/widget-page.ts'

let page: WidgetPage
beforeEach(() => {
  page = openWidgetPage()
})
afterEach(() => page.close())

it('takes a widget away by code and reports nothing', async () => {
  const slot = page.put('<espalier-slot name="top"></espalier-slot>')
  const close = page.present('card', 'top', seats)
  await reads(slot)
  close()
  expect(slot.shadowRoot?.textContent).toBe('')
  expect(page.outcomes).toEqual([])
})

it('leaves the thanks after an answer until the person closes them', async () => {
  const close = page.present('nps', 'interruption', recommend)
  const question = document.querySelector('espalier-nps')
  await reads(question)
  question?.shadowRoot?.querySelector<HTMLInputElement>('[value="9"]')?.click()
  await reads(question, (text) => text.includes('Send'))
  partOf(question, 'action')?.click()
  await reads(question, (text) => text.includes('Thank you'))
  close()
  expect(document.querySelector('espalier-nps')).toBe(question)
  partOf(question, 'close')?.click()
  expect(document.querySelector('espalier-nps')).toBeNull()
  expect(page.outcomes).toEqual([{ type: 'shown' }, { type: 'engaged' }, { type: 'answered', score: 9 }])
})

it('leaves the page without elements and without words when destroyed', async () => {
  const slot = page.put('<espalier-slot name="top"></espalier-slot>')
  page.present('card', 'top', seats)
  page.present('modal', 'interruption', seats)
  await reads(slot)
  page.presenter.destroy()
  expect(slot.shadowRoot?.textContent).toBe('')
  expect(document.querySelector('espalier-modal')).toBeNull()
  expect(page.outcomes).toEqual([])
})

it('replaces what stood in a place before', () => {
  page.present('nps', 'interruption', recommend)
  page.present('modal', 'interruption', seats)
  expect(document.querySelector('espalier-nps')).toBeNull()
  expect(document.querySelectorAll('espalier-modal')).toHaveLength(1)
})

it('puts a card into its slot and nowhere else, whatever the slot is called', async () => {
  const slot = page.put('<espalier-slot name="interruption"></espalier-slot>')
  page.present('card', 'interruption', seats)
  expect(await reads(slot)).toContain('One seat left')
  expect(document.querySelector('espalier-card')).toBeNull()
})
