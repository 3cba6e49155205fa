import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toMajor, toMinor } from './money.ts'

it('knows how many decimals a currency has', () => {
  expect([toMinor(49.5, 'USD'), toMinor(5000, 'JPY'), toMinor(1.234, 'KWD')]).toEqual([4950, 5000, 1234])
  expect([toMajor(4950, 'USD'), toMajor(5000, 'JPY'), toMajor(1234, 'KWD')]).toEqual([49.5, 5000, 1.234])
})

it('refuses more decimals than the currency has, and amounts that are not kept exactly', () => {
  expect(() => toMinor(1.5, 'JPY')).toThrow('expected a whole number of JPY')
  expect(() => toMinor(1.005, 'USD')).toThrow('at most 2 decimals')
  expect(() => toMinor(1e15, 'USD')).toThrow('expected an amount below')
})

it('gives back every amount exactly', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.constantFrom('USD', 'JPY', 'KWD'), (seed, currency) => {
      const minor = seed % 10_000_000_000
      expect(toMinor(toMajor(minor, currency), currency)).toBe(minor)
    }),
  )
})
