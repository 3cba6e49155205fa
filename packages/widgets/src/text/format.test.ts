import { expect, it } from 'vitest'
import { formatDay, formatNumber } from './format.ts'

it('writes days and numbers the way the reader does', () => {
  const now = Date.parse('2026-11-22T12:00:00')
  expect(formatDay(Date.parse('2026-12-01T12:00:00'), 'en-GB', now)).toBe('1 Dec')
  expect(formatDay(Date.parse('2026-12-01T12:00:00'), 'en-US', now)).toBe('Dec 1')
  expect(formatDay(Date.parse('2026-12-01T12:00:00'), 'ja-JP', now)).toBe('12月1日')
  expect(formatDay(Date.parse('2027-12-01T12:00:00'), 'en-GB', now)).toBe('1 Dec 2027')
  expect(formatDay(Number.NaN, 'en-GB', now)).toBeUndefined()
  expect(formatNumber(1234.567, 'en')).toBe('1,234.57')
})
