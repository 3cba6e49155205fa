import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthOf } from './month.ts'

test('a month begins at midnight in its own zone', () => {
  const { name, startsAt, endsAt } = monthOf(Date.parse('2026-11-30T15:00:00Z'), 'Asia/Tokyo')
  expect(name).toBe('2026-12')
  expect(new Date(startsAt).toISOString()).toBe('2026-11-30T15:00:00.000Z')
  expect(new Date(endsAt).toISOString()).toBe('2026-12-31T15:00:00.000Z')
})

test('every moment lies within its month, and the next month begins where it ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
      const month = monthOf(now, 'Asia/Tokyo')
      expect(month.startsAt).toBeLessThanOrEqual(now)
      expect(month.endsAt).toBeGreaterThan(now)
      expect(monthOf(month.endsAt, 'Asia/Tokyo').startsAt).toBe(month.endsAt)
    }),
  )
})
