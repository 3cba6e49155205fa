import { EVENTS } from '@espalier/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { armOf, exportOnce, flush, startDemo } from '../near-limit/visit-demo.ts'
import type { Demo, Visit } from '../near-limit/visit-demo.ts'

// By hand: `npx -y pnpm@12 start`, then open http://127.0.0.1:4477/demo/?account=sazanami and export a report.
// The hash of "sazanami" falls into the workspace's hold-out of 10 %; "minato" is the same team outside of it.

const CAMPAIGN = 'near-limit-exports'

let demo: Demo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo?.stop())

/** Exports once, which brings 15 of 20 to 16, and answers how many offers were on the page and were reported as seen. */
async function offersAfterExport(visit: Visit): Promise<{ onPage: number; reported: number }> {
  await exportOnce(visit)
  await visit.wire.expectEvent(EVENTS.exposure, (event) => event.properties?.['campaign'] === CAMPAIGN)
  await flush(visit)
  const onPage = await visit.page.locator('espalier-slot[name=reports-top]').getByText('export limit').count()
  return { onPage, reported: visit.wire.events().filter((event) => event.event === EVENTS.shown).length }
}

test('an account in the hold-out sees nothing and is counted', async () => {
  const before = await demo.report(CAMPAIGN)
  const visit = await demo.visit('sazanami')
  expect(await offersAfterExport(visit)).toEqual({ onPage: 0, reported: 0 })
  const exposure = await visit.wire.expectEvent(EVENTS.exposure, (event) => event.properties?.['campaign'] === CAMPAIGN)
  expect(exposure.properties).toMatchObject({ heldOut: true })

  const after = await demo.report(CAMPAIGN)
  const [was, is] = [armOf(before, 'held-out'), armOf(after, 'held-out')]
  expect(is).toMatchObject({ heldOut: true, accounts: was.accounts + 1, shown: was.shown, converted: was.converted })
  expect(armOf(after, 'treated')).toEqual(armOf(before, 'treated'))
  expect(visit.complaints).toEqual({ console: [], errors: [], policy: [] })
})

test('the same team outside of the hold-out turns the check red', async () => {
  const visit = await demo.visit('minato')
  await exportOnce(visit)
  await visit.page.locator('espalier-slot[name=reports-top]').getByText('export limit').waitFor()
  await visit.wire.expectEvent(EVENTS.shown)
})
