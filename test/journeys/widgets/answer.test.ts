import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWidgetPages, type WidgetPages } from './open-page.ts'

// What only an answer needs comes in a file of its own, once the question stands. These pages get it late, or not at all.

const FILE = '**/chunks/answer.js'
const QUESTION = ['nps@interruption']

let pages: WidgetPages
beforeAll(async () => {
  pages = await openWidgetPages()
})
afterAll(() => pages.close())

const hold = (handler: (route: Route) => Promise<void>) => async (page: Page) => void (await page.route(FILE, handler))
const refuse = hold((route) => route.abort())
const question = (page: Page) => page.locator('espalier-nps')
const pick = (page: Page, score: number) => question(page).locator(`[value="${score}"]`).click()
const types = (outcomes: readonly { type: string }[]) => outcomes.map(({ type }) => type)

/** Names of the files that a page fetched, in order. */
async function files(page: Page): Promise<string[]> {
  const urls = await page.evaluate(() => performance.getEntriesByType('resource').map((one) => one.name))
  return urls.flatMap((url) => /v1\/(.+)$/.exec(url)?.[1] ?? [])
}

it('is fetched once a question stands, and by no other widget', async () => {
  let drawn: number | undefined
  const { page } = await pages.open({
    show: QUESTION,
    before: hold(async (route) => {
      drawn = await question(route.request().frame().page()).locator('input').count()
      await route.fallback()
    }),
  })
  await question(page).getByRole('status').filter({ hasText: 'recommend' }).waitFor({ state: 'attached' })
  expect(drawn).toBe(11)
  expect((await files(page)).slice(-2)).toEqual(['chunks/nps.js', 'chunks/answer.js'])

  const { page: other } = await pages.open({ show: ['card@top', 'gate@gate:attribution', 'modal@interruption'] })
  expect(await files(other)).not.toContain('chunks/answer.js')
})

it('takes the score and closes without a word where it cannot be fetched', async () => {
  const { page, complaints, outcomes } = await pages.open({ show: QUESTION, before: refuse })
  await page.focus('#after')
  await pick(page, 7)
  await question(page).waitFor({ state: 'detached' })
  expect(await outcomes()).toEqual([
    { kind: 'nps', type: 'shown' },
    { kind: 'nps', type: 'engaged' },
    { kind: 'nps', type: 'answered', score: 7 },
  ])
  expect(complaints.errors).toEqual([])
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('after')
})

it('can be declined, and is read out, where it cannot be fetched', async () => {
  const { page, complaints, outcomes } = await pages.open({ show: QUESTION, before: refuse })
  await question(page).getByRole('status').filter({ hasText: 'recommend' }).waitFor({ state: 'attached' })
  await question(page).getByRole('button', { name: 'Later' }).click()
  expect((await outcomes()).at(-1)).toEqual({ kind: 'nps', type: 'dismissed', how: 'not-now' })
  expect(complaints.errors).toEqual([])
})

it.each([
  ['presses Later', (page: Page) => question(page).getByRole('button', { name: 'Later' }).click()],
  ['closes the question', (page: Page) => question(page).getByRole('button', { name: 'Close' }).click()],
  ['leaves the page', (page: Page) => page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))],
])('keeps the last score of somebody who %s while it is on its way', async (_, leave) => {
  const waiting = Promise.withResolvers<void>()
  const { page, outcomes } = await pages.open({
    show: QUESTION,
    before: hold(async (route) => {
      await waiting.promise
      await route.abort()
    }),
  })
  await pick(page, 2)
  await pick(page, 3)
  await leave(page)
  expect((await outcomes()).at(-1)).toEqual({ kind: 'nps', type: 'answered', score: 3 })
  waiting.resolve()
  await question(page).waitFor({ state: 'detached' })
  expect(types(await outcomes())).toEqual(['shown', 'engaged', 'answered'])
})

it('reports nothing of a question that is taken away while it is on its way', async () => {
  const waiting = Promise.withResolvers<void>()
  const { page, complaints, outcomes } = await pages.open({
    show: QUESTION,
    before: hold(async (route) => {
      await waiting.promise
      await route.abort()
    }),
  })
  await pick(page, 2)
  const refused = page.waitForEvent('requestfailed')
  await page.evaluate(() => (globalThis as unknown as { journey: { destroy(): void } }).journey.destroy())
  waiting.resolve()
  await refused
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
  expect(types(await outcomes())).toEqual(['shown', 'engaged'])
  expect(complaints.errors).toEqual([])
})
