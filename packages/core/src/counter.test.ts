import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addToCounter, createCounter, dayOf, mergeCounter, readCounter, sumOfDays, windowsOf } from './counter.ts'

const DAY = 86_400_000
const start = Date.UTC(2026, 0, 1)
const moments = fc.array(
  fc.integer({ min: 0, max: 200 * DAY }).map((offset) => start + offset),
  { maxLength: 60 },
)
const count = (all: number[]) => all.reduce((state, at) => addToCounter(state, at), createCounter())

describe('a counter', () => {
  it('gives for every window what counting the events one by one gives, in whatever order they come', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 30 }), (all, later) => {
        const now = Math.max(start, ...all) + later * DAY
        const state = count(all)
        for (const days of [1, 7, 30, 90]) {
          const within = all.filter((at) => dayOf(at) > dayOf(now) - days).length
          expect(sumOfDays(state, days, now)).toBe(within)
        }
        expect(readCounter(state, now).count).toBe(all.length)
      }),
    )
  })

  it('does not depend on the order of the events', () => {
    fc.assert(
      fc.property(moments, (all) => {
        expect(count(all.toReversed())).toEqual(count(all))
      }),
    )
  })

  it('counts the same whether two visitors are merged or were one from the start', () => {
    fc.assert(
      fc.property(moments, moments, (left, right) => {
        expect(mergeCounter(count(left), count(right))).toEqual(count([...left, ...right]))
      }),
    )
  })

  it('keeps at most 90 days and survives JSON', () => {
    const state = count([start, start + 300 * DAY])
    expect(state.n.length).toBeLessThanOrEqual(90)
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  })

  it('says that what never happened was infinitely long ago', () => {
    expect(readCounter(undefined, start)).toEqual({
      count: 0,
      count7d: 0,
      count30d: 0,
      count90d: 0,
      daysSinceFirst: Infinity,
      daysSinceLast: Infinity,
    })
  })

  it('does not count what lies in the future of the asker', () => {
    const state = count([start, start + 3 * DAY])
    expect(sumOfDays(state, 7, start)).toBe(1)
  })

  it('has windows of any length from 1 to 90 days where a rule reads them', () => {
    const paths = ['event.Export.count14d', 'accountEvent.Export.count1d', 'event.Export.count7d', 'event.Share.count14d', 'plan.count3d']
    expect(windowsOf(paths)).toEqual([14, 1])
    expect(windowsOf(['event.X.count0d', 'event.X.count91d', 'event.X', 'event.X.count14days'])).toEqual([])
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 90 }), (all, days) => {
        const now = Math.max(start, ...all)
        expect(readCounter(count(all), now, [days])[`count${days}d`]).toBe(all.filter((at) => dayOf(at) > dayOf(now) - days).length)
      }),
    )
  })

  it('has nothing lost between its days: one-day windows at the end of each day sum to the total', () => {
    fc.assert(
      fc.property(moments, (all) => {
        const state = count(all)
        const days = Array.from({ length: 90 }, (_, back) => sumOfDays(state, back + 1, state.l) - sumOfDays(state, back, state.l))
        const kept = all.filter((at) => dayOf(at) > dayOf(state.l) - 90)
        expect(days.reduce((sum, one) => sum + one, 0)).toBe(kept.length)
        expect(days.every((one) => one >= 0)).toBe(true)
      }),
    )
  })
})
