import { describe, expect, it } from 'vitest'
import { daysBetween, lastDays } from './last-days.ts'

const now = Date.parse('2026-03-01T23:59:59Z')

describe('the last days', () => {
  it('include today', () => {
    expect(lastDays(1, now)).toEqual({ from: '2026-03-01', to: '2026-03-01' })
    expect(lastDays(7, now)).toEqual({ from: '2026-02-23', to: '2026-03-01' })
  })

  it('are as many as were asked for, each once, leap days too', () => {
    const { from, to } = lastDays(90, Date.parse('2028-03-01T00:00:00Z'))
    expect(daysBetween(from, to)).toHaveLength(90)
    expect(daysBetween(from, to)).toContain('2028-02-29')
  })

  it('are none when the end is before the begin, or is no day', () => {
    expect(daysBetween('2026-03-02', '2026-03-01')).toEqual([])
    expect(daysBetween('2026-03-02', 'today')).toEqual([])
  })
})
