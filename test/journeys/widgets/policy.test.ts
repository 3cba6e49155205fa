import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWidgetPages, type WidgetPages } from './open-page.ts'

const STRICT =
  "default-src 'none'; script-src 'nonce-host' 'strict-dynamic'; style-src 'none'; img-src 'none'; connect-src __ESPALIER__; " +
  "require-trusted-types-for 'script'; trusted-types 'none'"

let pages: WidgetPages
beforeAll(async () => {
  pages = await openWidgetPages(STRICT)
})
afterAll(() => pages.close())

it('shows and works under the strictest policy without a single violation', async () => {
  const { page, complaints, outcomes } = await pages.open({ show: ['card@top', 'gate@gate:attribution', 'nps@interruption'] })
  const before = [...complaints.policy]
  await page.locator('espalier-nps [value="9"]').check()
  await page.locator('espalier-nps textarea').fill('The exports')
  await page.locator('espalier-nps').getByRole('button', { name: 'Send' }).click()
  await page.evaluate(() =>
    (globalThis as unknown as { journey: { show(kind: string, place: string): void } }).journey.show('modal', 'interruption'),
  )
  await page.locator('espalier-modal').getByRole('button', { name: 'Not now' }).click()
  expect(
    await page
      .locator('espalier-meter [part~=bar]')
      .first()
      .evaluate((bar) => bar.getBoundingClientRect().width),
  ).toBeGreaterThan(50)
  expect(await outcomes()).toContainEqual({ kind: 'nps', type: 'answered', score: 9, comment: 'The exports' })
  // The page's own style sheet is refused before a widget is there.
  expect(before).toEqual([expect.stringMatching(/^style-src/)])
  expect(complaints.policy).toEqual(before)
  expect(complaints.errors).toEqual([])
})

it('notices a violation when there is one', async () => {
  const { page, complaints } = await pages.open()
  const before = complaints.policy.length
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('style'), { textContent: 'body{}' })))
  await expect.poll(() => complaints.policy.length).toBe(before + 1)
})
