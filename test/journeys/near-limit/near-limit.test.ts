import { EVENTS } from '@espalier/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { armOf, buy, exportOnce, flush, startDemo } from '../../harness/demo.ts'
import type { Demo } from '../../harness/demo.ts'

// By hand: `npx -y pnpm@12 start`, then open http://127.0.0.1:4477/demo/?account=minato and export a report.

const CAMPAIGN = 'near-limit-exports'
/** Business 24,800 yen a month instead of Team 9,800. */
const DIFFERENCE = 15_000

let demo: Demo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo?.stop())

test('an account near its limit sees the offer, upgrades, and the report counts it', async () => {
  const before = await demo.report(CAMPAIGN)
  const visit = await demo.visit('minato')
  const { page, wire, complaints } = visit
  const card = page.locator('espalier-slot[name=reports-top]')
  const meter = page.locator('.side-meter espalier-meter').getByRole('meter')

  await exportOnce(visit)
  await card.getByRole('heading', { name: 'Exports left this month: 4' }).waitFor()
  await card.getByText('Exports 16 / 20').waitFor()
  await wire.expectEvent(EVENTS.exposure, (event) => event.properties?.['campaign'] === CAMPAIGN && event.properties['heldOut'] === false)
  await wire.expectEvent(EVENTS.shown, (event) => event.properties?.['campaign'] === CAMPAIGN)
  await expect.poll(() => meter.getAttribute('aria-valuetext')).toContain('16 of 20')

  await card
    .getByRole('button', { name: 'Compare plans' })
    .or(card.getByRole('link', { name: 'Compare plans' }))
    .click()
  await wire.expectEvent(EVENTS.accepted, (event) => event.properties?.['campaign'] === CAMPAIGN)
  await buy(visit, 'Business')
  await expect.poll(() => page.locator('.side-meter espalier-meter').innerText()).not.toContain('of 20')
  await flush(visit)

  const after = await demo.report(CAMPAIGN)
  const [was, is] = [armOf(before, 'treated'), armOf(after, 'treated')]
  expect(is).toMatchObject({
    accounts: was.accounts + 1,
    shown: was.shown + 1,
    engaged: was.engaged + 1,
    accepted: was.accepted + 1,
    converted: was.converted + 1,
  })
  expect(is.expansionMrr - was.expansionMrr).toBeCloseTo(DIFFERENCE, 6)
  expect(after.funnel.upgraded).toBe(before.funnel.upgraded + 1)
  expect(after.funnel.accepted).toBe(before.funnel.accepted + 1)
  expect(armOf(after, 'held-out')).toEqual(armOf(before, 'held-out'))
  expect(complaints).toEqual({ console: [], errors: [], policy: [] })
})
