import { describe, expect, it } from 'vitest'
import { differenceOf } from './difference.ts'
import { influenceOf, pooledDifference, type Stratum } from './pooled-difference.ts'

/** Marsaglia's xorshift, so that each run draws the same. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

interface Unit {
  treated: boolean
  won: boolean
}

/** A comparison of those units that met it. */
function stratumOf(units: readonly (Unit | undefined)[]): Stratum {
  const arm = (treated: boolean) => {
    const theirs = units.filter((one) => one?.treated === treated)
    return { n: theirs.length, successes: theirs.filter((one) => one?.won).length }
  }
  const [treated, control] = [arm(true), arm(false)]
  const met = units.flatMap((one, unit) => (one ? [{ ...one, unit }] : []))
  const influence = met.map(({ treated: isTreated, won }) => influenceOf(won, isTreated ? treated : control, isTreated))
  return { treated, control, units: met.map(({ unit }) => unit), influence }
}

/** The same comparisons of others each time. */
const apart = (strata: readonly Stratum[]): Stratum[] =>
  strata.map((one, place) => ({ ...one, units: one.units.map((unit) => unit * strata.length + place) }))

/** In how many of many samples the interval holds the truth. Most accounts meet two campaigns, and what they buy counts in both. */
function coverage(pool: typeof pooledDifference): number {
  const next = generator(20_261_123)
  const [samples, accounts, base, more] = [2000, 600, 0.08, 0.05]
  let held = 0
  for (let sample = 0; sample < samples; sample++) {
    const units = Array.from({ length: accounts }, (): Unit => {
      const treated = next() < 0.7
      return { treated, won: next() < base + (treated ? more : 0) }
    })
    const meeting = () => stratumOf(units.map((one) => (next() < 0.9 ? one : undefined)))
    const found = pool([meeting(), meeting()])
    if ('reason' in found) throw new Error(found.reason)
    if (found.low <= more && more <= found.high) held += 1
  }
  return held / samples
}

describe('the mean of several differences', () => {
  it('is one difference with its own interval where there is one', () => {
    const [treated, control] = [
      { n: 50, successes: 9 },
      { n: 40, successes: 3 },
    ]
    const found = pooledDifference([{ treated, control, units: [], influence: [] }])
    const { estimate, low, high } = differenceOf(treated, control) as { estimate: number; low: number; high: number }
    expect(found).toEqual({ estimate: expect.closeTo(estimate, 12), low: expect.closeTo(low, 12), high: expect.closeTo(high, 12) })
  })

  it('is no surer for asking the same accounts twice, and surer for asking others', () => {
    const units = Array.from({ length: 200 }, (_, index): Unit => ({ treated: index % 2 === 0, won: index % 5 === 0 }))
    const one = stratumOf(units)
    const width = (strata: Stratum[]) => {
      const found = pooledDifference(strata)
      return 'reason' in found ? Number.NaN : found.high - found.low
    }
    expect(width([one, one])).toBeCloseTo(width([one]), 12)
    expect(width(apart([one, one]))).toBeCloseTo(width([one]) / Math.SQRT2, 12)
  })

  it('has an interval that holds the truth in 95 of 100 samples in which accounts meet several campaigns', () => {
    expect(coverage(pooledDifference)).toBeGreaterThan(0.935)
    expect(coverage(pooledDifference)).toBeLessThan(0.965)
  })

  it('would hold it too seldom if the campaigns had nothing to do with each other', () => {
    expect(coverage((strata) => pooledDifference(apart(strata)))).toBeLessThan(0.9)
  })
})
