import { expect, it } from 'vitest'
import { formatDay, formatNumber } from './format.ts'

it('writes days and numbers the way the reader does', () => {
  const now = Date.parse('2026-11-22T15:00:00Z')
  expect(formatDay(Date.parse('2026-12-01T15:00:00Z'), 'en-GB', now, 'UTC')).toBe('1 Dec')
  expect(formatDay(Date.parse('2026-12-01T15:00:00Z'), 'en-US', now, 'UTC')).toBe('Dec 1')
  expect(formatDay(Date.parse('2026-12-01T15:00:00Z'), 'ja-JP', now, 'UTC')).toBe('12月1日')
  expect(formatDay(Date.parse('2027-12-01T15:00:00Z'), 'en-GB', now, 'UTC')).toBe('1 Dec 2027')
  expect(formatDay(Number.NaN, 'en-GB', now, 'UTC')).toBeUndefined()
  expect(formatDay(Date.parse('2026-11-30T15:00:00Z'), 'ja-JP', now, 'Asia/Tokyo')).toBe('12月1日')
  expect(formatNumber(1234.567, 'en')).toBe('1,234.57')
})
