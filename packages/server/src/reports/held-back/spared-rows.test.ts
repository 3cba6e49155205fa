import { EVENTS, GATES } from '@espalier/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { iso, NOON, offer, openWorkspace, send } from '../../decisions/workspace.case.ts'
import { byCodePoint } from '../../store/by-code-point.ts'
import type { HeldBackRow } from '../../store/exposures.ts'
import type { Store } from '../../store/store.ts'
import { sparedRowsOf } from './memory.ts'
import { SparedRows, type SparedPeriod } from './spared-rows.ts'

const DAY = 86_400_000
const TODAY = NOON / DAY - 0.5
const CAMPAIGNS = ['offer', 'second']

const moment = fc.record({
  user: fc.constantFrom('mari', 'ken', 'aiko', 'ren', '\u{20bb7}', '\uffe5'),
  campaign: fc.constantFrom(...CAMPAIGNS),
  gate: fc.constantFrom(...GATES.slice(0, 4)),
  daysAgo: fc.integer({ min: 0, max: 5 }),
})
type Moment = typeof moment extends fc.Arbitrary<infer T> ? T : never

const toEvent = ({ user, campaign, gate, daysAgo }: Moment) => ({
  type: 'track',
  userId: user,
  event: EVENTS.heldBack,
  timestamp: iso(NOON - daysAgo * DAY),
  properties: { campaign, version: 1, gate },
})

async function allRows({ exposures }: Store): Promise<HeldBackRow[]> {
  return exposures.heldBackAfter(undefined, 1_000_000)
}

/** The counts, straight from the rows. */
function counted(rows: readonly HeldBackRow[], { from, to, campaign, gate }: SparedPeriod) {
  const asked = rows.filter(
    (row) => row.day >= from && row.day <= to && row.campaign === (campaign ?? row.campaign) && row.gate === (gate ?? row.gate),
  )
  const by = (keyOf: (row: HeldBackRow) => string) =>
    [...Map.groupBy(asked, keyOf)]
      .map(([key, own]) => ({
        key,
        times: own.reduce((sum, { times }) => sum + times, 0),
        accounts: new Set(own.map(({ account }) => account)).size,
        lastDay: Math.max(...own.map(({ day }) => day)),
      }))
      .toSorted((one, other) => byCodePoint(one.key, other.key))
  return { by, accounts: new Set(asked.map(({ account }) => account)).size }
}

test('whatever is told in between, what is remembered answers as the rows do', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(moment, { maxLength: 6 }), { minLength: 1, maxLength: 4 }), async (parts) => {
      await using open = await openWorkspace(offer(), offer({ id: 'second' }))
      const { store } = open.deps
      for (const part of parts) {
        if (part.length > 0) await send(open, ...part.map(toEvent))
        const remembered = await sparedRowsOf(store)
        const fresh = new SparedRows(store)
        await fresh.follow()
        const rows = await allRows(store)
        for (const asked of [{}, { campaign: 'second' }, { gate: GATES[1] }, { campaign: 'offer', gate: GATES[0] }]) {
          const period = { from: TODAY - 3, to: TODAY, ...asked }
          const { by, accounts } = counted(rows, period)
          const found = remembered.counts(period)
          expect(found).toEqual(fresh.counts(period))
          expect(found.accounts).toBe(accounts)
          expect(found.byCampaign).toEqual(
            by(({ campaign }) => campaign).map(({ key, times, accounts: many }) => ({ campaign: key, times, accounts: many })),
          )
          expect(found.byGate).toEqual(
            by(({ gate }) => gate).map(({ key, times, accounts: many }) => ({ gate: key, times, accounts: many })),
          )
          expect(found.days).toHaveLength(by(({ day, campaign, gate }) => JSON.stringify([day, campaign, gate])).length)
          const listed = by(({ account }) => account).toSorted((one, other) => other.times - one.times)
          const page = remembered.accounts(period, { offset: 1, limit: 2 })
          expect(page).toEqual(fresh.accounts(period, { offset: 1, limit: 2 }))
          expect(page.total).toBe(listed.length)
          expect(page.accounts.map(({ account, times, lastDay }) => [account, times, lastDay])).toEqual(
            listed.slice(1, 3).map(({ key, times, lastDay }) => [key, times, lastDay]),
          )
        }
      }
    }),
    { numRuns: 25 },
  )
})

test('once more on the same day counts, though it adds no account', async () => {
  await using open = await openWorkspace(offer())
  const { store } = open.deps
  const again = toEvent({ user: 'mari', campaign: 'offer', gate: 'care', daysAgo: 0 })
  const period = { from: TODAY, to: TODAY }
  await send(open, again)
  expect((await sparedRowsOf(store)).counts(period).byGate).toEqual([{ gate: 'care', times: 1, accounts: 1 }])
  await send(open, again, again)
  expect((await sparedRowsOf(store)).counts(period).byGate).toEqual([{ gate: 'care', times: 3, accounts: 1 }])
})

test('whoever is erased is in no answer any more', async () => {
  await using open = await openWorkspace(offer())
  const { store } = open.deps
  await send(open, toEvent({ user: 'mari', campaign: 'offer', gate: 'care', daysAgo: 0 }))
  const period = { from: TODAY, to: TODAY }
  const page = { offset: 0, limit: 10 }
  expect((await sparedRowsOf(store)).accounts(period, page).accounts).toMatchObject([{ account: 'mari' }])
  expect((await open.call('DELETE', '/v1/users/mari')).status).toBe(200)
  const { total, accounts } = (await sparedRowsOf(store)).accounts(period, page)
  expect(total).toBe(1)
  expect(accounts[0]?.account).not.toBe('mari')
})
