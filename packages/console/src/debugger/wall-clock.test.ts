import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromWallClock, toWallClock } from './wall-clock.ts'

const iso = (wall: string, zone: string) => new Date(fromWallClock(wall, zone)).toISOString()

describe('the wall clock of a zone', () => {
  it('shows a moment as people there read it', () => {
    expect(toWallClock(Date.parse('2026-11-22T05:05:59Z'), 'Asia/Tokyo')).toBe('2026-11-22T14:05')
    expect(toWallClock(Date.parse('2026-01-01T00:00:00Z'), 'America/New_York')).toBe('2025-12-31T19:00')
  })

  it('takes the first of the two hours when clocks are put back', () => {
    expect(iso('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
  })

  it('goes on after an hour that does not exist when clocks are put forward', () => {
    expect(iso('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
  })

  it('is no moment when nothing is typed', () => {
    expect(fromWallClock('', 'UTC')).toBeNaN()
  })

  it('reads back what it shows, in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const minute = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2032, 0) / 60_000 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, (zone, minutes) => {
        const wall = toWallClock(minutes * 60_000, zone)
        expect(toWallClock(fromWallClock(wall, zone), zone)).toBe(wall)
        expect(fromWallClock(wall, zone)).toBeLessThanOrEqual(minutes * 60_000)
      }),
      { numRuns: 400 },
    )
  })
})
