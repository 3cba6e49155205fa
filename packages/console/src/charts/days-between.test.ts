import { describe, expect, it } from 'vitest'
import { daysBetween } from './days-between.ts'

describe('the days from one to another', () => {
  it('are all of them, each once, leap days and both ends too', () => {
    expect(daysBetween('2026-03-01', '2026-03-01')).toEqual(['2026-03-01'])
    const days = daysBetween('2027-12-03', '2028-03-01')
    expect(days).toHaveLength(90)
    expect(days).toContain('2028-02-29')
  })

  it('are none when the end is before the begin, or is no day', () => {
    expect(daysBetween('2026-03-02', '2026-03-01')).toEqual([])
    expect(daysBetween('2026-03-02', 'today')).toEqual([])
  })
})
