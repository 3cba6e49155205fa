import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockFacts, startOfMonth, zonedTime } from './zone.ts'

const ZONES = Intl.supportedValuesOf('timeZone')
const moments = fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2037, 11, 31) })

/** The wall clock as the platform's own long form tells it. */
function wallOf(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day, hour, minute, second } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

describe('the wall clock', () => {
  it.each(ZONES)('of %s is read as the platform tells it', (zone) => {
    fc.assert(
      fc.property(moments, (at) => {
        const second = Math.floor(at / 1000) * 1000
        expect(zonedTime(second, zone).wall).toBe(wallOf(second, zone))
      }),
      { numRuns: 20 },
    )
  })

  it('skips an hour in spring and repeats one in autumn', () => {
    const hourAt = (time: string, zone: string) => zonedTime(Date.parse(time), zone).hour
    expect(hourAt('2026-03-29T00:59:59Z', 'Europe/Berlin')).toBe(1)
    expect(hourAt('2026-03-29T01:00:00Z', 'Europe/Berlin')).toBe(3)
    expect(hourAt('2026-10-25T00:30:00Z', 'Europe/Berlin')).toBe(2)
    expect(hourAt('2026-10-25T01:30:00Z', 'Europe/Berlin')).toBe(2)
  })

  it('gives the facts that rules read', () => {
    const at = Date.parse('2026-11-22T15:30:00Z')
    expect(clockFacts(at, 'Asia/Tokyo')).toEqual({ hour: 0, weekday: 1, date: '2026-11-23', month: 11 })
    expect(clockFacts(at, 'Asia/Kathmandu')).toEqual({ hour: 21, weekday: 7, date: '2026-11-22', month: 11 })
  })

  it('is UTC in a zone that nobody knows', () => {
    expect(zonedTime(0, 'Etc/Unknown')).toEqual(zonedTime(0, 'UTC'))
  })

  it('starts a month in which the clock skips midnight with the first moment that there is', () => {
    // In Asunción the clock went from 23:59 on 30 September 2023 to 01:00, in Amman on 1 April 2016.
    expect(new Date(startOfMonth(2023, 10, 'America/Asuncion')).toISOString()).toBe('2023-10-01T04:00:00.000Z')
    expect(new Date(startOfMonth(2016, 4, 'Asia/Amman')).toISOString()).toBe('2016-03-31T22:00:00.000Z')
  })

  it.each(ZONES)('starts each month of %s once, and not a moment later', (zone) => {
    for (let month = 1; month <= 13; month++) {
      const start = startOfMonth(2026, month, zone)
      expect(zonedTime(start, zone)).toMatchObject({ month: month === 13 ? 1 : month, day: 1 })
      expect(zonedTime(start - 1, zone).month).toBe(month === 1 ? 12 : month - 1)
    }
  })
})
