import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromWall, toWall, writeMoment } from './zoned-time.ts'

describe('times on the wall clock of a zone', () => {
  it('are the same instant after the way there and back, in every zone and on every day', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (zone, minute) => {
        const wall = toWall(new Date(minute * 60_000).toISOString(), zone)
        // An hour that comes twice is meant as its first; the wall clock shows the same either way.
        expect(toWall(fromWall(wall, zone), zone)).toBe(wall)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['2026-12-01T09:00', 'Asia/Tokyo', '2026-12-01T00:00:00.000Z'],
    ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ])('reads %s in %s', (wall, zone, instant) => {
    expect(fromWall(wall, zone)).toBe(instant)
  })

  it('are empty where nothing can be read', () => {
    expect([toWall('soon', 'UTC'), toWall(undefined, 'UTC'), fromWall('', 'UTC')]).toEqual(['', '', undefined])
  })

  it('are written in the language of the sentence', () => {
    expect(writeMoment('2026-12-01T00:00:00Z', 'Asia/Tokyo', 'en')).toBe('1 Dec 2026, 9:00')
    expect(writeMoment('2026-12-01T00:00:00Z', 'Asia/Tokyo', 'ja')).toBe('2026年12月1日 9:00')
    expect(writeMoment('soon', 'Asia/Tokyo', 'en')).toBe('soon')
  })
})
