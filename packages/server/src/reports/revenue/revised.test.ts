import type { RevenueReport } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { openApp } from '../../open-app.case.ts'

const DAY = 86_400_000
const state = (id: string, at: string, dollars: number) => ({ id, account: id, at, status: 'active', price: 'p', amount: dollars * 100 })

it('marks the months that something changed after they were over, and tells their figures anew', async () => {
  let now = Date.UTC(2026, 7, 5)
  await using open = await openApp({ clock: () => now })
  const tell = (...subscriptions: object[]) => open.call('POST', '/v1/subscriptions', { subscriptions })
  const months = async (query = '') =>
    ((await open.call('GET', `/v1/reports/revenue?from=2026-07${query}`)).body as RevenueReport).months.map(({ month, mrr, revisedAt }) => [
      month,
      mrr.closing,
      revisedAt ?? null,
    ])
  // The past is told for the first time, so that nobody has seen its months otherwise.
  await tell(state('old', '2026-06-10T00:00:00Z', 1), state('a', '2026-08-05T00:00:00Z', 10))
  now = Date.UTC(2026, 8, 1, 6)
  // In time: what is told some hours later crosses the end of a month now and then.
  await tell(state('b', '2026-08-31T20:00:00Z', 20))
  now = Date.UTC(2026, 10, 10)
  expect(await months()).toEqual([
    ['2026-07', 1, null],
    ['2026-08', 31, null],
    ['2026-09', 31, null],
    ['2026-10', 31, null],
    ['2026-11', 31, null],
  ])
  await tell(state('a', '2026-09-10T00:00:00Z', 15))
  const revised = new Date(now).toISOString()
  now += DAY
  // Late, but in a month that still goes on.
  await tell(state('c', '2026-11-02T00:00:00Z', 7))
  // Read and refused: no ledger is changed by it.
  await tell({ ...state('b', '2026-08-01T00:00:00Z', 1), account: 'another' })
  const expected = [
    ['2026-07', 1, null],
    ['2026-08', 31, null],
    ['2026-09', 36, revised],
    ['2026-10', 36, revised],
    ['2026-11', 43, null],
  ]
  expect(await months()).toEqual(expected)
  expect(await months('&by=plan')).toEqual(expected)
  const { body: table } = await open.call('GET', '/v1/reports/revenue?from=2026-07&format=csv')
  expect(table).toContain(`,${revised}\r\n`)
})
