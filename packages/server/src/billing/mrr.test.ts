import fc from 'fast-check'
import { expect, it } from 'vitest'
import { monthlyOf, NOTHING, rounded, sumOf } from './mrr.ts'

const terms = { quantity: 1, interval: 'month', intervalCount: 1, metered: false } as const

it('brings every interval to a month exactly', () => {
  expect(monthlyOf({ ...terms, unit: '49000', interval: 'year' })).toEqual({ num: 12_250, den: 3 })
  expect(monthlyOf({ ...terms, unit: '30000', intervalCount: 3 })).toEqual({ num: 10_000, den: 1 })
  expect(monthlyOf({ ...terms, unit: '1000', interval: 'week' })).toEqual({ num: 60_875, den: 14 })
  expect(monthlyOf({ ...terms, unit: '100', interval: 'day' })).toEqual({ num: 12_175, den: 4 })
  expect(monthlyOf({ ...terms, unit: '0.25', quantity: 3 })).toEqual({ num: 3, den: 4 })
})

it('takes lasting discounts off and counts nothing for what is metered', () => {
  expect(monthlyOf({ ...terms, unit: '1000', discount: 0.125 })).toEqual({ num: 875, den: 1 })
  expect(monthlyOf({ ...terms, unit: '1000', metered: true })).toEqual(NOTHING)
})

it('rounds halves away from zero, once', () => {
  expect([rounded({ num: 1, den: 2 }), rounded({ num: -1, den: 2 }), rounded({ num: -1, den: 3 })]).toEqual([1, -1, 0])
})

it('adds and takes away without losing anything', () => {
  const amount = fc.record({ num: fc.integer({ min: -1_000_000, max: 1_000_000 }), den: fc.integer({ min: 1, max: 1000 }) })
  fc.assert(
    fc.property(amount, amount, (one, other) => {
      const back = sumOf([sumOf([one, other]), { num: -other.num, den: other.den }])
      expect(back.num * one.den).toBe(one.num * back.den)
    }),
  )
})
