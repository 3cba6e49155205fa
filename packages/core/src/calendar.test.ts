import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base } from '../../../test/harness/engine-cases.ts'
import { compileCampaign, type DecidableCampaign } from './compile.ts'
import { addToCounter, createCounter, dayOf, readCounter } from './counter.ts'
import type { DecisionInput } from './decision.ts'
import { decide } from './evaluate.ts'
import type { Schedule } from './schema/campaign.ts'

const ZONES = Intl.supportedValuesOf('timeZone')
const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Moments of 2026 and 2027; every zone with summer time changes its clocks four times or so within. */
const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
const hours = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 24 }))
  .filter(([from, until]) => from !== until)
  .map(([from, until]) => ({ from, until }))
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })

function isOpen(schedule: Schedule, now: number, zone: string): boolean {
  const compiled = compileCampaign({ ...base.campaign, schedule } as unknown as DecidableCampaign, 1)
  const input = base.input as unknown as DecisionInput
  return decide([compiled], { ...input, now, settings: { ...input.settings, zone } }).length > 0
}

/** Weekday and hour as the platform writes them in words. */
function clockOf(now: number, timeZone: string): { weekday: number; hour: number } {
  const words = new Date(now).toLocaleString('en-US', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
  return { weekday: WEEKDAYS.indexOf(words.slice(0, 3)) + 1, hour: Number(/\d+/.exec(words)?.[0]) }
}

/** Hours by walking on from `from`, one by one. */
function hoursOf({ from, until }: { from: number; until: number }): Set<number> {
  const all = new Set<number>()
  for (let hour = from; hour % 24 !== until % 24 || all.size === 0; hour++) all.add(hour % 24)
  return all
}

describe('a schedule', () => {
  it.each(ZONES)('is open in its hours on the wall clock of %s', (zone) => {
    fc.assert(
      fc.property(moments, hours, (now, given) => {
        expect(isOpen({ hours: given }, now, zone)).toBe(hoursOf(given).has(clockOf(now, zone).hour))
      }),
      { numRuns: 15 },
    )
  })

  it.each(ZONES)('is open on its weekdays in %s, and a night belongs to the day on which it began', (zone) => {
    fc.assert(
      fc.property(moments, weekdays, (now, days) => {
        const { weekday, hour } = clockOf(now, zone)
        expect(isOpen({ weekdays: days }, now, zone)).toBe(days.includes(weekday))
        const night = { from: 22, until: 6 }
        const began = hour < 6 ? weekday - 1 || 7 : weekday
        expect(isOpen({ weekdays: days, hours: night }, now, zone)).toBe(hoursOf(night).has(hour) && days.includes(began))
      }),
      { numRuns: 15 },
    )
  })
})

describe('a counter', () => {
  it('is the same in all zones: its days are those of UTC, whatever clocks do', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.array(fc.integer({ min: -36, max: 36 }), { maxLength: 30 }),
        moments,
        (zone, offsets, around) => {
          // Occurrences as that zone writes them, read again: nothing may be lost or counted twice where an hour is missing or repeated.
          const times = offsets.map((offset) => around + offset * HOUR)
          const before = process.env['TZ']
          process.env['TZ'] = zone
          const state = times
            .map((at) => Date.parse(new Date(at).toISOString()))
            .reduce((counter, at) => addToCounter(counter, at), createCounter())
          const now = around + 2 * DAY
          const facts = readCounter(state, now, [1, 2, 3, 4])
          process.env['TZ'] = before
          for (const days of [1, 2, 3, 4] as const) {
            expect(facts[`count${days}d`]).toBe(times.filter((at) => dayOf(at) > dayOf(now) - days).length)
          }
          expect(facts.count).toBe(times.length)
          expect(state.n.reduce((sum, one) => sum + one, 0)).toBe(times.length)
        },
      ),
      { numRuns: 300 },
    )
  })
})
