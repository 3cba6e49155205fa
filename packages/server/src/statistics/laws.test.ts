import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { benjaminiHochberg, holm } from './adjust.ts'
import { belief } from './bayes.ts'
import { confidenceSequence } from './confidence-sequence.ts'
import { cuped, type Paired } from './cuped.ts'
import { pooledTheta } from './cuped.ts'
import { absoluteEffect, relativeEffect } from './effect.ts'
import { fixedHorizon } from './fixed-horizon.ts'
import { momentsOf, momentsOfShare, momentsOfValues } from './moments.ts'
import { ratioEffect, ratioTheta } from './ratio.ts'
import { sampleSize, sampleSizeAtEveryLook } from './sample-size.ts'
import { loadSpecial } from './special.ts'
import { cap, winsorise } from './winsorise.ts'

const special = await loadSpecial()
const effects = fc.record({
  estimate: fc.double({ min: -100, max: 100, noNaN: true }),
  standardError: fc.double({ min: 1e-6, max: 100, noNaN: true }),
  df: fc.double({ min: 1, max: 1e6, noNaN: true }),
  n: fc.integer({ min: 2, max: 1e6 }),
})

describe('intervals', () => {
  it('hold what may be stated: a confidence sequence is never narrower than a fixed look at the same data', () => {
    fc.assert(
      fc.property(effects, fc.integer({ min: 100, max: 1e6 }), (effect, tuning) => {
        const normal = fixedHorizon({ ...effect, df: 1e9 }, 0.05, special)
        const sequence = confidenceSequence(effect, 0.05, tuning)
        expect(sequence.low).toBeLessThan(normal.low)
        expect(sequence.high).toBeGreaterThan(normal.high)
        expect(sequence.p).toBeGreaterThanOrEqual(normal.p)
      }),
    )
  })

  it('contain 0 exactly where their p is at least the level', () => {
    fc.assert(
      fc.property(effects, fc.constantFrom(0.01, 0.05, 0.2), (effect, alpha) => {
        for (const { low, high, p } of [fixedHorizon(effect, alpha, special), confidenceSequence(effect, alpha, 5000)]) {
          fc.pre(Math.abs(p - alpha) > 1e-6)
          expect(low <= 0 && high >= 0).toBe(p > alpha)
        }
      }),
    )
  })

  it('move with their unit and turn with their sign', () => {
    fc.assert(
      fc.property(effects, fc.double({ min: 0.01, max: 100, noNaN: true }), (effect, unit) => {
        const [one, other] = [effect, { ...effect, estimate: -effect.estimate * unit, standardError: effect.standardError * unit }].map(
          (each) => confidenceSequence(each, 0.05, 1000),
        )
        expect((other?.low ?? 0) / -(one?.high ?? 1)).toBeCloseTo(unit, 6)
        expect(other?.p).toBeCloseTo(one?.p ?? 2, 9)
      }),
    )
  })
})

describe('arms that cannot be compared', () => {
  it('give the reason, never a number', () => {
    const some = momentsOfShare({ successes: 5, n: 50 })
    const nobody = momentsOfShare({ successes: 0, n: 0 })
    const never = momentsOfShare({ successes: 0, n: 50 })
    for (const compare of [absoluteEffect, relativeEffect]) {
      expect(compare(some, nobody)).toEqual({ reason: 'no-accounts-in-hold-out' })
      expect(compare(nobody, some)).toEqual({ reason: 'no-accounts-in-arm' })
    }
    expect(relativeEffect(some, never)).toEqual({ reason: 'nothing-in-hold-out' })
    expect(absoluteEffect(never, never)).toEqual({ reason: 'no-spread' })
    expect(ratioEffect([], [{ numerator: 1, denominator: 1 }])).toEqual({ reason: 'no-accounts-in-arm' })
    expect(ratioEffect([{ numerator: 1, denominator: 1 }], [{ numerator: 0, denominator: 0 }])).toEqual({
      reason: 'no-accounts-in-hold-out',
    })
  })

  it('lose to the past of a ratio over ones what they lose to the past of plain values', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 2, maxLength: 30 })
    const sum = (list: readonly [number, number][], of: (now: number, past: number) => number) =>
      list.reduce((total, [now, past]) => total + of(now, past), 0)
    fc.assert(
      fc.property(values, values, (one, other) => {
        const parts = [one, other].map((list) =>
          list.map(([now, past]) => ({ numerator: now, denominator: 1, before: { numerator: past, denominator: 1 } })),
        )
        const paired = [one, other].map((list) => ({
          n: list.length,
          sum: sum(list, (now) => now),
          sumSquares: sum(list, (now) => now ** 2),
          before: sum(list, (_, past) => past),
          beforeSquares: sum(list, (_, past) => past ** 2),
          products: sum(list, (now, past) => now * past),
        }))
        expect(ratioTheta(parts) ?? Number.NaN).toBeCloseTo(pooledTheta(paired) ?? Number.NaN, 9)
      }),
    )
  })

  it('are the same for accounts that are told together as for each alone', () => {
    const part = fc.record({ numerator: fc.nat(9), denominator: fc.integer({ min: 1, max: 9 }), accounts: fc.integer({ min: 1, max: 5 }) })
    const alone = (parts: readonly { numerator: number; denominator: number; accounts: number }[]) =>
      parts.flatMap(({ accounts, ...one }) => Array.from({ length: accounts }, () => one))
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), fc.array(part, { minLength: 1 }), fc.boolean(), (one, other, relative) => {
        const [together, apart] = [ratioEffect(one, other, { relative }), ratioEffect(alone(one), alone(other), { relative })]
        expect(Object.keys(together)).toEqual(Object.keys(apart))
        const away = (told: unknown, said: unknown) =>
          typeof told === 'number' && typeof said === 'number' ? Math.abs(told - said) / Math.max(1, Math.abs(said)) : Number(told !== said)
        const values = Object.values(apart)
        expect(Math.max(...Object.values(together).map((told, place) => away(told, values[place])))).toBeLessThan(1e-9)
      }),
    )
  })

  it('never give anything that is no number, whatever was counted', () => {
    const shares = fc
      .integer({ min: 0, max: 1000 })
      .chain((n) => fc.record({ n: fc.constant(n), successes: fc.integer({ min: 0, max: n }) }))
    fc.assert(
      fc.property(shares, shares, (one, other) => {
        for (const compare of [absoluteEffect, relativeEffect]) {
          const effect = compare(momentsOfShare(one), momentsOfShare(other))
          if ('reason' in effect) continue
          const { risk, ...rest } = belief(effect, 0.05, special)
          const numbers = [fixedHorizon(effect, 0.05, special), confidenceSequence(effect, 0.05, 5000), rest, risk]
          expect(numbers.flatMap((each) => Object.values(each)).every(Number.isFinite)).toBe(true)
        }
      }),
    )
  })
})

describe('values of accounts', () => {
  const values = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 2, maxLength: 60 })

  it('have the same moments by their sums', () => {
    fc.assert(
      fc.property(values, (list) => {
        const sum = list.reduce((total, one) => total + one, 0)
        const sumSquares = list.reduce((total, one) => total + one ** 2, 0)
        const [one, other] = [momentsOfValues(list), momentsOf({ n: list.length, sum, sumSquares })]
        expect(one.mean).toBeCloseTo(other.mean, 6)
        expect(one.variance / Math.max(1, other.variance)).toBeCloseTo(other.variance / Math.max(1, other.variance), 6)
      }),
    )
  })

  it('are cut at a limit that only a few of those who spent at all are above', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.9, 0.99, 1), (list, quantile) => {
        const limit = cap(list, quantile)
        const some = list.filter((one) => one !== 0)
        expect(limit === undefined).toBe(some.length === 0)
        if (limit === undefined) return
        expect(some.filter((one) => one > limit).length).toBeLessThanOrEqual(Math.ceil((1 - quantile) * some.length))
        expect(Math.max(...winsorise(list, limit))).toBeLessThanOrEqual(limit)
        expect(cap([...list, 0, 0, 0], quantile)).toBe(limit)
      }),
    )
  })

  it('lose by their past exactly what it explains', () => {
    const paired = (list: readonly [number, number][]): Paired => {
      const sum = (of: (pair: readonly [number, number]) => number) => list.reduce((total, pair) => total + of(pair), 0)
      return {
        n: list.length,
        sum: sum(([now]) => now),
        sumSquares: sum(([now]) => now ** 2),
        before: sum(([, before]) => before),
        beforeSquares: sum(([, before]) => before ** 2),
        products: sum(([now, before]) => now * before),
      }
    }
    const past = [1, 5, 2, 8, 3]
    const told = cuped(paired(past.map((one) => [10 + 2 * one, one])), paired(past.map((one) => [7 + 2 * one, one])))
    expect(told?.theta).toBeCloseTo(2, 9)
    expect(told?.gain).toBeCloseTo(1, 9)
    expect((told?.treated.mean ?? 0) - (told?.control.mean ?? 0)).toBeCloseTo(3, 9)
    const silent: [number, number][] = past.map((one) => [one, 4])
    expect(cuped(paired(silent), paired(silent))).toBeNull()
  })
})

describe('several questions', () => {
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 })

  it('raise every p and keep their order; one question stays what it is', () => {
    fc.assert(
      fc.property(chances, (list) => {
        for (const adjust of [holm, benjaminiHochberg]) {
          const found = adjust(list)
          for (const [index, p] of list.entries()) {
            expect(found[index]).toBeGreaterThanOrEqual(p - 1e-12)
            expect(found[index]).toBeLessThanOrEqual(1)
            const below = list.flatMap((other, place) => (other < p ? [found[place] ?? 2] : []))
            expect(Math.max(0, ...below)).toBeLessThanOrEqual(found[index] ?? 0)
          }
        }
        expect(holm(list.slice(0, 1))).toEqual(list.slice(0, 1))
      }),
    )
  })
})

describe('the size of a campaign', () => {
  it('agrees with a published table: 0.2 against 0.3, evenly split, 5 % and 80 %', () => {
    expect(sampleSize({ baseRate: 0.2, difference: 0.1, holdout: 0.5 }, special)).toBe(587)
  })

  it('grows as the difference shrinks, and is out of reach where there is nothing to find', () => {
    const plan = (difference: number, holdout = 0.1) => sampleSize({ baseRate: 0.05, difference, holdout }, special)
    expect(plan(0.01)).toBeGreaterThan(plan(0.02))
    expect(plan(0.02, 0.1)).toBeGreaterThan(plan(0.02, 0.5))
    expect([plan(0), plan(0.01, 0), plan(0.01, 1), plan(0.99)]).toEqual([Infinity, Infinity, Infinity, Infinity])
  })

  it('is out of reach where more accounts would be needed than can be counted exactly', () => {
    const plan = (difference: number, holdout = 0.1) => sampleSizeAtEveryLook({ baseRate: 0.05, difference, holdout }, 5000, special)
    expect([plan(1e-9), plan(1e-300), plan(0.01, 1e-300)]).toEqual([Infinity, Infinity, Infinity])
  })

  it('is just large enough for those who look whenever they like: the interval and chance fit into the difference', () => {
    const rate = fc.double({ min: 0.01, max: 0.5, noNaN: true })
    const share = fc.double({ min: 0.05, max: 0.5, noNaN: true })
    fc.assert(
      fc.property(rate, fc.double({ min: 0.01, max: 0.4, noNaN: true }), share, (baseRate, difference, holdout) => {
        const question = { baseRate, difference, holdout }
        const always = sampleSizeAtEveryLook(question, 5000, special)
        const arm = (rateOfArm: number, n: number) => ({ n, mean: rateOfArm, variance: rateOfArm * (1 - rateOfArm) })
        const lowAt = (n: number) => {
          const effect = absoluteEffect(arm(baseRate + difference, n * (1 - holdout)), arm(baseRate, n * holdout))
          if ('reason' in effect) throw new Error(effect.reason)
          const unlucky = effect.estimate - special.normalQuantile(0.8) * effect.standardError
          return confidenceSequence({ ...effect, estimate: unlucky }, 0.05, 5000).low
        }
        expect(lowAt(always)).toBeGreaterThanOrEqual(-1e-9)
        expect(lowAt(always - 1)).toBeLessThan(1e-9)
      }),
    )
  })
})
