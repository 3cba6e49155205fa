import { featureQuery, homeQuery, revenueQuery } from '@espalier/core/schema'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { iso, NOON, send } from '../../decisions/workspace.case.ts'
import { openReader } from '../../store/open.ts'
import { featureReport } from '../features/features.ts'
import { homeReport } from '../home/home.ts'
import { revenueReport } from '../revenue/revenue.ts'
import { KeptAccounts } from './accounts.ts'
import { boss, DAY, history, HOUR, openAt } from './history.case.ts'
import { reports } from './reports.case.ts'

it(
  'says byte for byte what it would say if nothing were remembered, whatever comes late, twice or not at all',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const clock = { now: NOON }
        await using open = await openAt(clock)
        for (const step of steps) {
          await step(open, clock)
          const kept = await reports(open.deps.store, clock.now)
          const fresh = await openReader(open.deps.store.database.location)
          try {
            expect(kept).toBe(await reports(fresh, clock.now))
          } finally {
            await fresh.close()
          }
        }
      }),
      { numRuns: 12 },
    )
  },
)

it('would be wrong if it did not follow the log', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const { store } = open.deps
  const [catalog, settings] = [await store.workspace.catalog(), await store.workspace.settings()]
  const deaf = { ...store.crowd.stands, stirred: async (position: number) => ({ ids: new Set<string>(), position, events: 0 }) }
  const reading = { catalog, settings, days: 30 }
  const following = new KeptAccounts(store, reading)
  const missing = new KeptAccounts({ ...store, crowd: { ...store.crowd, stands: deaf } }, reading)
  await Promise.all([following.at(clock.now), missing.at(clock.now)])
  await send(open, { type: 'group', userId: 'mari', groupId: 'acme', traits: { name: 'Acme' } })
  await Promise.all([following.at(clock.now), missing.at(clock.now)])
  expect([following.list.length, missing.list.length]).toEqual([1, 0])
})

it('waits for what ends by itself: a month, a mute, a day of use', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const { store } = open.deps
  await send(open, { type: 'group', userId: 'mari', groupId: 'acme', traits: {} })
  await send(open, ...Array.from({ length: 5 }, () => ({ type: 'track', event: 'Report Exported', timestamp: iso(NOON), ...boss('acme') })))
  await open.call('PUT', '/v1/accounts/acme', { care: { mutedUntil: iso(NOON + HOUR) } })
  const at = async (now: number) => {
    const { steps } = await homeReport(store, homeQuery.parse({}), now)
    const { features } = await featureReport(store, featureQuery.parse({}), now)
    return [steps.signals.accounts, steps.leaveAlone.accounts, features[0]?.using]
  }
  expect(await at(NOON)).toEqual([1, 1, 1])
  expect(await at(NOON + HOUR)).toEqual([1, 0, 1])
  expect(await at(NOON + 20 * DAY)).toEqual([0, 0, 1])
  expect(await at(NOON + 40 * DAY)).toEqual([0, 0, 0])
})

it('hears of billing that comes late and corrects a month that is over', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const { store } = open.deps
  const bill = (id: string, day: string) => {
    const state = { id, account: id, at: `2026-${day}T12:00:00Z`, status: 'active', price: 'p', amount: 1000 }
    return open.call('POST', '/v1/subscriptions', { subscriptions: [state] })
  }
  await bill('acme', '08-15')
  const october = async () => {
    const { figures, complete } = await homeReport(store, homeQuery.parse({ month: '2026-10' }), clock.now)
    const { months } = await revenueReport(store, revenueQuery.parse({ to: '2026-10' }), clock.now)
    return [complete, figures.find(({ id }) => id === 'customerChurn')?.whole, months.at(-1)?.mrr.closing]
  }
  const first = await october()
  expect(first.slice(0, 2)).toEqual([true, 1])
  await bill('globex', '09-15')
  const second = await october()
  expect(second.slice(0, 2)).toEqual([true, 2])
  expect(second[2]).toBe(2 * Number(first[2]))
})
