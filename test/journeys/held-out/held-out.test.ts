import { EVENTS } from '@espalier/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { armOf, exportOnce, flush, startDemo } from '../../harness/demo.ts'
import type { Demo, Visit } from '../../harness/demo.ts'

// By hand: `npx -y pnpm@12 start`, then open http://127.0.0.1:4477/demo/?account=sazanami and export a report.
// The hash of "sazanami" falls into the workspace's hold-out of 10 %; "minato" is the same team outside of it.

const CAMPAIGN = 'near-limit-exports'

let demo: Demo
beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo?.stop())

/** How many near-limit offers are on the page, and how many widgets were reported as seen. */
async function offersOn({ page, wire }: Visit): Promise<{ onPage: number; reported: number }> {
  const onPage = await page.locator('espalier-slot[name=reports-top]').getByRole('heading', { name: 'Exports left this month' }).count()
  return { onPage, reported: wire.events().filter((event) => event.event === EVENTS.shown).length }
}

test('an account in the hold-out sees nothing and is counted', async () => {
  const before = await demo.report(CAMPAIGN)
  const visit = await demo.visit('sazanami')
  // 15 of 20 exports become 16, which is where the offer would appear.
  await exportOnce(visit)
  const exposure = await visit.wire.expectEvent(EVENTS.exposure, (event) => event.properties?.['campaign'] === CAMPAIGN)
  expect(exposure.properties).toMatchObject({ heldOut: true })
  await flush(visit)
  expect(await offersOn(visit)).toEqual({ onPage: 0, reported: 0 })

  const after = await demo.report(CAMPAIGN)
  const [was, is] = [armOf(before, 'held-out'), armOf(after, 'held-out')]
  expect(is).toMatchObject({ heldOut: true, accounts: was.accounts + 1, shown: was.shown, converted: was.converted })
  expect(armOf(after, 'treated')).toEqual(armOf(before, 'treated'))
  expect(visit.complaints).toEqual({ console: [], errors: [], policy: [] })
})

test('the same team outside of the hold-out turns the check red', async () => {
  const visit = await demo.visit('minato')
  await exportOnce(visit)
  await visit.wire.expectEvent(EVENTS.shown)
  await expect.poll(() => offersOn(visit)).toEqual({ onPage: 1, reported: 1 })
})
