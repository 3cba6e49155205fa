import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSpendings } from './spendings.ts'

const DAY = 86_400_000
const WINDOW = 7 * DAY
const START = Date.UTC(2026, 10, 22)

const moment = fc.integer({ min: 0, max: 40 * 24 }).map((hours) => START + (hours * DAY) / 24)
const spent = fc.array(fc.record({ owner: fc.constantFrom('v', 'mari'), at: moment, cost: fc.constantFrom(0.2, 1) }), { maxLength: 60 })

it('answers what was spent in the window, in whatever order it came, though it forgets what is older', () => {
  let old = 0
  fc.assert(
    fc.property(spent, fc.boolean(), fc.integer({ min: 0, max: 24 }), (all, moves, hoursBack) => {
      const spendings = createSpendings(WINDOW)
      for (const { owner, at, cost } of all) spendings.add(owner, [at, cost])
      if (moves) spendings.move('v', 'mari')
      const own = all.filter(({ owner }) => moves || owner === 'mari')
      const now = Math.max(START, ...own.map(({ at }) => at)) - (hoursBack * DAY) / 24 + 1
      const within = own.filter(({ at }) => at > now - WINDOW)
      old += own.length - within.length
      const costs = (list: readonly (readonly [number, number])[]) => list.map((one) => one.join(' ')).toSorted()
      const answered = spendings.since('mari', now)
      expect(costs(answered)).toEqual(costs(within.map(({ at, cost }) => [at, cost] as const)))
      expect(answered.map(([at]) => at)).toEqual(answered.map(([at]) => at).toSorted((a, b) => a - b))
    }),
  )
  expect(old).toBeGreaterThan(0)
})

it('keeps no more of a year than of a fortnight', () => {
  const keptAfter = (days: number) => {
    const spendings = createSpendings(WINDOW)
    for (let day = 0; day < days; day++) spendings.add('mari', [START + day * DAY, 1])
    return spendings.since('mari', START - DAY + WINDOW).length
  }
  expect(keptAfter(5)).toBe(5)
  expect(keptAfter(14)).toBe(8)
  expect(keptAfter(365)).toBe(8)
})
