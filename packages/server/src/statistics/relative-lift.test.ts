import fc from 'fast-check'
import { expect, it } from 'vitest'
import { relativeLift } from './relative-lift.ts'

it('says how much larger the treated share is, and agrees with the plain log ratio for large counts', () => {
  const found = relativeLift({ successes: 3894, n: 21_307 }, { successes: 2262, n: 21_306 })
  if ('reason' in found) throw new Error(found.reason)
  expect(found.estimate).toBeCloseTo(0.721404616781399, 12)
  expect(Math.abs(found.low - 0.64038) + Math.abs(found.high - 0.80643)).toBeLessThan(1e-3)
})

it('gives a reason in place of a number when an arm is empty or never converted', () => {
  const some = { successes: 5, n: 50 }
  expect(relativeLift(some, { successes: 0, n: 0 })).toEqual({ reason: 'no-accounts-in-hold-out' })
  expect(relativeLift({ successes: 0, n: 0 }, some)).toEqual({ reason: 'no-accounts-in-arm' })
  expect(relativeLift(some, { successes: 0, n: 50 })).toEqual({ reason: 'no-conversions-in-hold-out' })
  expect(relativeLift({ successes: 0, n: 50 }, some)).toEqual({ reason: 'no-conversions-in-arm' })
})

it('claims no certainty where everybody converted in both arms', () => {
  expect(relativeLift({ successes: 20, n: 20 }, { successes: 9, n: 9 })).toEqual({ reason: 'no-spread' })
  expect(relativeLift({ successes: 20, n: 20 }, { successes: 8, n: 9 })).toMatchObject({ estimate: 0.125 })
})

it('stays finite, above -1, and narrows with more accounts', () => {
  const counts = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }))
  fc.assert(
    fc.property(counts, counts, ([a, more], [b, rest]) => {
      const width = (times: number) => {
        const found = relativeLift({ successes: a * times, n: (a + more) * times }, { successes: b * times, n: (b + rest) * times })
        if ('reason' in found) throw new Error(found.reason)
        expect(Number.isFinite(found.high)).toBe(true)
        expect(found.low).toBeGreaterThan(-1)
        return Math.log1p(found.high) - Math.log1p(found.low)
      }
      expect(width(10)).toBeLessThan(width(1))
    }),
  )
})
