import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_SHARED_DATA, sharedJson } from '../../../../test/harness/shared-data.ts'
import { differenceOf } from './difference.ts'
import type { Proportion } from './wilson.ts'
import { wilson } from './wilson.ts'

interface Arm {
  n: number
  visits: number
  conversions: number
}
interface Comparison {
  abs: { est: number; ci95_newcomb: [number, number] }
  wilson95_control: [number, number]
  wilson95_treat: [number, number]
}
interface Hillstrom {
  arms: Record<'control' | 'mens' | 'womens' | 'any', Arm>
  comparisons_vs_control: Record<'mens' | 'womens' | 'any', Record<'visit' | 'conversion', Comparison>>
}

const expected = sharedJson<Hillstrom>('hillstrom/expected.json')

const proportion = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }))

function numbers(treated: Proportion, control: Proportion): { estimate: number; low: number; high: number } {
  const found = differenceOf(treated, control)
  if ('reason' in found) throw new Error(found.reason)
  return found
}

describe('the difference of two proportions', () => {
  it('has the intervals that statsmodels computes for a published experiment', (context) => {
    if (!expected) return context.skip(NO_SHARED_DATA)
    const of = ({ n, visits, conversions }: Arm) => ({ visit: { n, successes: visits }, conversion: { n, successes: conversions } })
    const control = of(expected.arms.control)
    for (const arm of ['mens', 'womens', 'any'] as const) {
      const treated = of(expected.arms[arm])
      for (const metric of ['visit', 'conversion'] as const) {
        const known = expected.comparisons_vs_control[arm][metric]
        const found = numbers(treated[metric], control[metric])
        expect(found.estimate).toBeCloseTo(known.abs.est, 12)
        expect([found.low - known.abs.ci95_newcomb[0], found.high - known.abs.ci95_newcomb[1]].every((off) => Math.abs(off) < 1e-9)).toBe(
          true,
        )
        const { low, high } = wilson(treated[metric])
        expect([low - known.wilson95_treat[0], high - known.wilson95_treat[1]].every((off) => Math.abs(off) < 1e-9)).toBe(true)
      }
    }
  })

  it('gives the interval of the first example of the paper', () => {
    const { low, high } = numbers({ successes: 56, n: 70 }, { successes: 48, n: 80 })
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0524', '0.3339'])
  })

  it('lies between -1 and 1 around its estimate and turns its sign when the arms are swapped', () => {
    fc.assert(
      fc.property(proportion, proportion, (one, other) => {
        const there = numbers(one, other)
        const back = numbers(other, one)
        expect(there.low).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(there.high).toBeLessThanOrEqual(1 + 1e-12)
        expect(there.low).toBeLessThanOrEqual(there.estimate)
        expect(there.high).toBeGreaterThanOrEqual(there.estimate)
        expect([back.low + there.high, back.high + there.low].every((off) => Math.abs(off) < 1e-9)).toBe(true)
      }),
    )
  })

  it('names the empty arm in place of a number', () => {
    expect(differenceOf({ successes: 1, n: 2 }, { successes: 0, n: 0 })).toEqual({ reason: 'no-accounts-in-hold-out' })
    expect(differenceOf({ successes: 0, n: 0 }, { successes: 1, n: 2 })).toEqual({ reason: 'no-accounts-in-arm' })
  })
})
