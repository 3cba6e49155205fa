import { zonedTime } from '@espalier/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { periodOf, resetOf } from './period.ts'

describe('a period', () => {
  it('changes with the month of the zone, not of the server', () => {
    const at = Date.parse('2026-11-30T15:30:00Z')
    expect(periodOf(at, 'month', 'UTC')).toBe('2026-11')
    expect(periodOf(at, 'month', 'Asia/Tokyo')).toBe('2026-12')
    expect(periodOf(at, 'never', 'Asia/Tokyo')).toBe('ever')
  })

  it('ends at midnight of the first of the next month, over the end of a year too', () => {
    expect(resetOf(Date.parse('2026-12-20T00:00:00Z'), 'month', 'Asia/Tokyo')).toBe(Date.parse('2027-01-01T00:00:00+09:00'))
    expect(resetOf(Date.parse('2026-12-20T00:00:00Z'), 'never', 'UTC')).toBeUndefined()
  })

  it('ends exactly where the next one begins, in zones with and without summer time', () => {
    const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu')
    const moments = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) })
    fc.assert(
      fc.property(zones, moments, (zone, now) => {
        const end = resetOf(now, 'month', zone) ?? 0
        expect(end).toBeGreaterThan(now)
        expect(periodOf(end - 1, 'month', zone)).toBe(periodOf(now, 'month', zone))
        expect(periodOf(end, 'month', zone)).not.toBe(periodOf(now, 'month', zone))
        expect(zonedTime(end, zone)).toMatchObject({ day: 1, hour: 0 })
      }),
    )
  })
})
