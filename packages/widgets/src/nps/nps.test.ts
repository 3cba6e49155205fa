import { afterEach, beforeEach, expect, it } from 'vitest'
import { recommend } from '../../gallery/content.ts'
import { openWidgetPage, partOf, reads, type WidgetPage } from '../testing/widget-page.ts'

let page: WidgetPage
let question: Element
beforeEach(async () => {
  page = openWidgetPage()
  page.present('nps', 'interruption', recommend)
  question = document.querySelector('espalier-nps') ?? document.body
  await reads(question)
})
afterEach(() => page.close())

const score = (value: number) => question.shadowRoot?.querySelector<HTMLInputElement>(`[value="${value}"]`)?.click()
const ended = () => page.outcomes.filter(({ type }) => type === 'answered' || type === 'dismissed')

it.each([
  [10, 'What do you like most?'],
  [9, 'What do you like most?'],
  [8, 'What would make it better for you?'],
  [7, 'What would make it better for you?'],
  [6, 'What is missing, or gets in your way?'],
  [0, 'What is missing, or gets in your way?'],
])('asks after a %i: %s', async (value, followUp) => {
  score(value)
  expect(await reads(question, (text) => text.includes('Send'))).toContain(followUp)
})

it('lets people correct their score before they send it', async () => {
  score(2)
  score(8)
  await reads(question, (text) => text.includes('better for you'))
  partOf(question, 'action')?.click()
  expect(ended()).toEqual([{ type: 'answered', score: 8 }])
})

it('sends the comment with the score, and leaves it out when skipped', async () => {
  score(4)
  await reads(question, (text) => text.includes('Send'))
  const comment = question.shadowRoot?.querySelector('textarea')
  if (comment) comment.value = ' too slow '
  comment?.dispatchEvent(new Event('input'))
  partOf(question, 'action')?.click()
  expect(ended()).toEqual([{ type: 'answered', score: 4, comment: 'too slow' }])
  await reads(question, (text) => text.includes('Thank you'))
})

it('knows later from closing', () => {
  partOf(question, 'decline')?.click()
  expect(ended()).toEqual([{ type: 'dismissed', how: 'not-now' }])
})

it('counts closing without a score as closing', () => {
  partOf(question, 'close')?.click()
  expect(ended()).toEqual([{ type: 'dismissed', how: 'closed' }])
})

it('keeps a score that was given before the page went away', async () => {
  score(10)
  await reads(question, (text) => text.includes('Send'))
  dispatchEvent(new Event('pagehide'))
  partOf(question, 'close')?.click()
  expect(ended()).toEqual([{ type: 'answered', score: 10 }])
})
