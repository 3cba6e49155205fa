import { EVENTS } from '@espalier/core'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { armOf, buy, flush, startDemo } from '../../harness/demo.ts'
import type { Demo } from '../../harness/demo.ts'

// By hand: `npx -y pnpm@12 start`, then open http://127.0.0.1:4477/demo/?account=komorebi#/analytics

const CAMPAIGN = 'analytics-preview'

let demo: Demo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo?.stop())

/** Whether the element can neither be focused nor clicked nor read aloud, through slots and shadow roots too. */
function isInert(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    let node: Element | null = element
    while (node) {
      if (node instanceof HTMLElement && node.inert) return true
      const root = node.getRootNode()
      node = node.assignedSlot ?? node.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
    }
    return false
  })
}

test('a locked feature shows a peek, and the upgrade unlocks it without a reload', async () => {
  const before = await demo.report(CAMPAIGN)
  const visit = await demo.visit('komorebi', '#/analytics')
  const { page, wire, complaints } = visit
  const gate = page.locator('espalier-gate')
  const lastRow = page.getByRole('row', { name: /Direct/ })

  await gate.getByText('Analytics by channel').waitFor()
  await wire.expectEvent(EVENTS.shown, (event) => event.properties?.['campaign'] === CAMPAIGN)
  expect(await isInert(lastRow)).toBe(true)

  await page.evaluate(() => Object.assign(globalThis, { notReloaded: true }))
  await gate
    .getByRole('button', { name: 'Compare plans' })
    .or(gate.getByRole('link', { name: 'Compare plans' }))
    .click()
  await buy(visit, 'Team')
  await page.getByRole('link', { name: 'Analytics', exact: true }).click()
  await expect.poll(() => isInert(lastRow)).toBe(false)
  await lastRow.waitFor()
  expect(await gate.getByText('Analytics by channel').count()).toBe(0)
  expect(await page.evaluate(() => 'notReloaded' in globalThis)).toBe(true)
  await flush(visit)

  const [was, is] = [armOf(before, 'treated'), armOf(await demo.report(CAMPAIGN), 'treated')]
  expect(is).toMatchObject({ accounts: was.accounts + 1, shown: was.shown + 1, accepted: was.accepted + 1, converted: was.converted + 1 })
  expect(complaints).toEqual({ console: [], errors: [], policy: [] })
})
