import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOff, isTemporary } from './retry.ts'

test('waits longer after each failure, never more than five minutes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, dice) => {
      const ms = backOff(failures, dice)
      expect(ms).toBeGreaterThanOrEqual(1000)
      expect(ms).toBeLessThanOrEqual(300_000)
      expect(backOff(failures + 1, dice)).toBeGreaterThanOrEqual(ms)
    }),
  )
})

test('asks again only where the same request may succeed', () => {
  expect([0, 408, 429, 500, 503].every(isTemporary)).toBe(true)
  expect([200, 400, 401, 403, 404, 413].some(isTemporary)).toBe(false)
})
