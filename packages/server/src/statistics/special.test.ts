import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import studentCdf from '@stdlib/stats-base-dists-t-cdf'
import studentQuantile from '@stdlib/stats-base-dists-t-quantile'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loadSpecial } from './special.ts'

const special = await loadSpecial()

/** How far two values are from each other, relative to what is above 1. */
const apart = (found: number, known: number): number => Math.abs(found - known) / Math.max(1, Math.abs(known))

const x = fc.double({ min: -8, max: 8, noNaN: true })
const df = fc.double({ min: 1, max: 1e5, noNaN: true })
/** Nearer to 0 and 1 the other library loses digits: it goes by twice the probability less one. */
const share = fc.double({ min: 1e-4, max: 1 - 1e-4, noNaN: true })

it('agrees with an independent library about the normal distribution', () => {
  fc.assert(
    fc.property(x, share, (value, p) => {
      expect(apart(special.normalCdf(value), normalCdf(value, 0, 1))).toBeLessThan(1e-9)
      expect(apart(special.normalQuantile(p), normalQuantile(p, 0, 1))).toBeLessThan(1e-9)
    }),
  )
})

it('agrees with it about Student’s t, for degrees of freedom that are no whole number too', () => {
  fc.assert(
    fc.property(x, df, fc.double({ min: 1e-4, max: 0.49, noNaN: true }), (value, degrees, above) => {
      expect(apart(special.studentTail(value, degrees), studentCdf(-value, degrees))).toBeLessThan(1e-9)
      expect(apart(special.studentQuantile(above, degrees), studentQuantile(1 - above, degrees))).toBeLessThan(1e-7)
    }),
  )
})

it('agrees with it about chi-square', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 60, noNaN: true }), fc.integer({ min: 1, max: 20 }), (value, degrees) => {
      expect(apart(special.chiSquareTail(value, degrees), 1 - chiSquareCdf(value, degrees))).toBeLessThan(1e-9)
    }),
  )
})

it('would notice a wrong digit', () => {
  expect(apart(special.normalCdf(1) + 2e-9, normalCdf(1, 0, 1))).toBeGreaterThan(1e-9)
})

it('has an answer for what no number is small enough for', () => {
  expect([special.chiSquareTail(1e6, 1), special.chiSquareTail(1e-320, 2)]).toEqual([0, 1])
  expect([special.normalCdf(-1e3), special.normalCdf(1e3), special.studentTail(1e200, 5e5), special.studentTail(-1e200, 5e5)]).toEqual([
    0, 1, 0, 1,
  ])
})
