import { afterEach, beforeEach, expect, it } from 'vitest'
import { seats } from '../../gallery/content.ts'
import { openWidgetPage, partOf, reads, type WidgetPage } from '../testing/widget-page.ts'

let page: WidgetPage
beforeEach(() => {
  page = openWidgetPage()
})
afterEach(() => page.close())

it('appears in the slot of its name with its facts filled in', async () => {
  const slot = page.put('<espalier-slot name="top"></espalier-slot>')
  page.present('card', 'top', seats)
  const text = await reads(slot)
  expect(text).toContain('9 of 10 seats')
  expect(text).toContain('Compare plans')
  expect(text).toContain('Not now')
})

it('appears in a slot that comes later, and again when the host draws its page anew', async () => {
  page.present('card', 'top', seats)
  expect(await reads(page.put('<espalier-slot name="top"></espalier-slot>'))).toContain('Compare plans')
  document.body.replaceChildren()
  expect(await reads(page.put('<espalier-slot name="top"></espalier-slot>'))).toContain('Compare plans')
})

it('appears once where two slots have the same name, and moves on when the first goes', async () => {
  const first = page.put('<espalier-slot name="top"></espalier-slot>')
  const second = page.put('<espalier-slot name="top"></espalier-slot>')
  page.present('card', 'top', seats)
  await reads(first)
  expect(second.shadowRoot?.textContent).toBe('')
  first.remove()
  await reads(second)
})

it('goes when the person declines, and tells how', async () => {
  const slot = page.put('<espalier-slot name="top"></espalier-slot>')
  page.present('card', 'top', seats)
  await reads(slot)
  partOf(slot, 'decline')?.click()
  expect(slot.shadowRoot?.textContent).toBe('')
  expect(page.outcomes).toEqual([{ type: 'shown' }, { type: 'dismissed', how: 'not-now' }])
})

it('follows the language of the host', async () => {
  const slot = page.put('<espalier-slot name="top"></espalier-slot>')
  page.present('card', 'top', seats)
  await reads(slot)
  page.host.known.locale = 'ja'
  page.host.changed()
  await reads(slot, (text) => text.includes('今はしない'))
  expect(slot.shadowRoot?.querySelector('[lang]')?.getAttribute('lang')).toBe('ja')
})

it('says nothing when its content has another shape, and leaves the page alone', () => {
  const slot = page.put('<espalier-slot name="top"></espalier-slot>')
  page.present('card', 'top', { en: {}, ja: {} } as unknown as typeof seats)
  page.host.changed()
  expect(slot.shadowRoot?.textContent).toBe('')
})
