import { expect, it } from 'vitest'
import { dailySeries } from './daily-series.ts'

const quarter = (time: string) => Date.parse(time) / 900_000

it("counts by day of the workspace's zone and leaves no day out", () => {
  const counts = [
    { quarter: quarter('2026-11-20T14:45:00Z'), heldOut: false, kind: 'shown' as const, accounts: 2 },
    { quarter: quarter('2026-11-20T15:00:00Z'), heldOut: false, kind: 'shown' as const, accounts: 3 },
    { quarter: quarter('2026-11-22T00:00:00Z'), heldOut: false, kind: 'converted' as const, accounts: 1 },
    { quarter: quarter('2026-11-22T00:00:00Z'), heldOut: true, kind: 'converted' as const, accounts: 4 },
  ]
  const series = dailySeries(counts, Date.parse('2026-11-20T14:45:00Z'), Date.parse('2026-11-22T20:00:00Z'), 'Asia/Tokyo')
  const nothing = { shown: 0, engaged: 0, accepted: 0, converted: 0, convertedHeldOut: 0 }
  expect(series).toEqual([
    { day: '2026-11-20', ...nothing, shown: 2 },
    { day: '2026-11-21', ...nothing, shown: 3 },
    { day: '2026-11-22', ...nothing, converted: 1, convertedHeldOut: 4 },
    { day: '2026-11-23', ...nothing },
  ])
})

it('is empty before the first exposure and lists the newest 400 days of a long campaign', () => {
  const now = Date.parse('2026-11-22T00:00:00Z')
  expect(dailySeries([], undefined, now, 'UTC')).toEqual([])
  const series = dailySeries([], now - 1000 * 86_400_000, now, 'UTC')
  expect([series.length, series.at(-1)?.day]).toEqual([400, '2026-11-22'])
})
