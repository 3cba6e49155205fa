import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWidgetPages, type WidgetPages } from './open-page.ts'

let pages: WidgetPages
beforeAll(async () => {
  pages = await openWidgetPages()
})
afterAll(() => pages.close())

interface Journey {
  show(kind: string, place: string): () => void
}

/** What has the focus: words or id, through shadow roots. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    return at?.getAttribute('aria-label') ?? (at?.id === 'before' || at?.id === 'after' ? at.id : at?.textContent) ?? ''
  })
const show = (page: Page, kind: string, place: string) =>
  page.evaluate(
    ([kind, place]) => void (globalThis as unknown as { journey: Journey }).journey.show(kind ?? '', place ?? ''),
    [kind, place],
  )

it('moves focus into the modal, keeps it there, and gives it back on Escape', async () => {
  const { page, outcomes } = await pages.open()
  await page.focus('#before')
  await show(page, 'modal', 'interruption')
  await page.locator('espalier-modal dialog').waitFor()
  expect(await focused(page)).toBe('One seat left on your plan')
  const stops: string[] = []
  for (let press = 0; press < 6; press += 1) {
    await page.keyboard.press('Tab')
    stops.push(await focused(page))
  }
  expect(stops.slice(0, 4)).toEqual(['Compare plans', 'Remove a member', 'Not now', 'Close'])
  expect(stops).not.toContain('before')
  expect(stops).not.toContain('after')
  await page.keyboard.press('Escape')
  await page.locator('espalier-modal').waitFor({ state: 'detached' })
  expect(await focused(page)).toBe('before')
  expect((await outcomes()).at(-1)).toEqual({ kind: 'modal', type: 'dismissed', how: 'closed' })
})

it('gives focus back when the modal is declined and when it is closed by code', async () => {
  const { page, outcomes } = await pages.open()
  await page.focus('#before')
  await show(page, 'modal', 'interruption')
  await page.locator('espalier-modal').getByRole('button', { name: 'Not now' }).press('Enter')
  expect(await focused(page)).toBe('before')
  const reported = (await outcomes()).length
  await page.evaluate(async () => {
    const close = (globalThis as unknown as { journey: Journey }).journey.show('modal', 'interruption')
    const dialog = await new Promise<Element>((resolve) => {
      const look = () => {
        const found = document.querySelector('espalier-modal')?.shadowRoot?.querySelector('dialog[open]')
        if (found) resolve(found)
        else requestAnimationFrame(look)
      }
      look()
    })
    const closed = new Promise((resolve) => dialog.addEventListener('close', resolve))
    close()
    await closed
  })
  expect(await focused(page)).toBe('before')
  expect((await outcomes()).slice(reported).filter((one) => one.type !== 'shown')).toEqual([])
})

it('asks in the corner without taking the focus, and is answered with the keyboard alone', async () => {
  const { page, outcomes } = await pages.open()
  await page.focus('#after')
  await show(page, 'nps', 'interruption')
  await page.locator('espalier-nps [role=radiogroup]').waitFor()
  expect(await focused(page)).toBe('after')

  await page.keyboard.press('Tab')
  const value = () =>
    page.locator('espalier-nps').evaluate((element) => (element.shadowRoot?.activeElement as HTMLInputElement | null)?.value)
  expect(await value()).toBe('0')
  await page.keyboard.press('ArrowRight')
  expect(await value()).toBe('1')
  // Home and End come with what only an answer needs.
  await page.locator('espalier-nps textarea').waitFor()
  await page.keyboard.press('End')
  expect(await value()).toBe('10')
  await page.keyboard.press('Home')
  expect(await value()).toBe('0')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  expect(await page.locator('espalier-nps :checked').inputValue()).toBe('9')
  await page.keyboard.press('Tab')
  await page.keyboard.type('The exports')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('espalier-nps').getByRole('heading', { name: 'Thank you' }).waitFor()
  expect(await focused(page)).toBe('Close')
  await page.keyboard.press('Enter')
  expect(await focused(page)).toBe('after')
  expect(await outcomes()).toEqual([
    { kind: 'nps', type: 'shown' },
    { kind: 'nps', type: 'engaged' },
    { kind: 'nps', type: 'answered', score: 9, comment: 'The exports' },
  ])
})

it('counts a score once, also when the person closes the question or leaves the page before writing', async () => {
  const { page, outcomes } = await pages.open({ show: ['nps@interruption'] })
  await page.locator('espalier-nps [value="3"]').check()
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
  await page.locator('espalier-nps').getByRole('button', { name: 'Close' }).click()
  expect((await outcomes()).filter((one) => one.type === 'answered' || one.type === 'dismissed')).toEqual([
    { kind: 'nps', type: 'answered', score: 3 },
  ])
})

it('keeps what is locked out of the way of the keyboard', async () => {
  const { page } = await pages.open({ show: ['gate@gate:attribution'] })
  await page.focus('#before')
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('See a sample')
})
