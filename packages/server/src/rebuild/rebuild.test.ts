import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NOON } from '../decisions/workspace.case.ts'
import { history, openAt } from '../reports/kept/history.case.ts'
import { reports, reportsAnew } from '../reports/kept/reports.case.ts'
import { saveReports } from '../reports/prepare.ts'
import { rebuild } from './rebuild.ts'

it('gives byte-identical reports, whatever came late, twice or out of order', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const clock = { now: NOON }
      await using open = await openAt(clock)
      const { store } = open.deps
      for (const step of steps) {
        await step(open, clock)
        // Settings hold for what is received from their millisecond on.
        clock.now += 1
      }
      const before = await reports(store, clock.now)
      await saveReports(store)
      await rebuild(store)
      expect(await reportsAnew(store, clock.now)).toBe(before)
      expect(await reports(store, clock.now)).toBe(before)
      // What was kept before the rebuild is gone, and whoever kept it writes no more.
      await saveReports(store)
      expect(await store.database.db.selectFrom('snapshot_part').select('part').execute()).toEqual([])
    }),
    { numRuns: 20 },
  )
})

it('says nothing more where the log is lost, so that the reports do come from it', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const { store } = open.deps
  await open.call('POST', '/v1/batch', { batch: [{ type: 'group', userId: 'mari', groupId: 'acme', traits: {} }] })
  expect(await rebuild(store)).toBe(1)
  expect(await store.people.accounts(['acme'])).toHaveProperty('size', 1)
  await store.database.db.deleteFrom('event').execute()
  expect(await rebuild(store)).toBe(0)
  expect(await store.people.accounts(['acme'])).toHaveProperty('size', 0)
})

it('folds what was received at the same time twice, because the clock was put back, in the order of the log', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const { store } = open.deps
  const change = (plan: string) => open.call('PUT', '/v1/accounts/acme', { plan })
  await change('free')
  clock.now -= 3_600_000
  await open.call('POST', '/v1/batch', { batch: [{ type: 'group', userId: 'mari', groupId: 'acme', traits: {} }] })
  await change('team')
  clock.now = NOON
  await change('free')
  const before = await store.people.accounts(['acme'])
  await rebuild(store)
  expect(await store.people.accounts(['acme'])).toEqual(before)
  expect(before.get('acme')).toMatchObject({ plan: 'free', firstSeenAt: NOON - 3_600_000 })
})
