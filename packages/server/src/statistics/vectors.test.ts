import { describe, expect, it } from 'vitest'
import { NO_SHARED_DATA, sharedJson } from '../../../../test/harness/shared-data.ts'
import { benjaminiHochberg, holm } from './adjust.ts'
import { belief } from './bayes.ts'
import { confidenceSequence, confidenceSequenceOneSided } from './confidence-sequence.ts'
import { pooledTheta } from './cuped.ts'
import { absoluteEffect, type Effect, type Effected, relativeEffect } from './effect.ts'
import { fixedHorizon, fixedHorizonAbove } from './fixed-horizon.ts'
import { momentsOf, momentsOfShare } from './moments.ts'
import { ratioEffect, type RatioPart } from './ratio.ts'
import { loadSpecial } from './special.ts'

interface Arm {
  kind: 'mean' | 'proportion'
  sum: number
  sum_squares?: number
  n: number
}
interface Columns {
  num_post: number[]
  den_post: number[]
  num_pre: number[]
  den_pre: number[]
}
interface Vector {
  id: string
  input: Record<string, unknown>
  published: Record<string, unknown>
  recomputed: Record<string, unknown>
}

const vectors = new Map(sharedJson<{ vectors: Vector[] }>('stats-vectors/vectors.json')?.vectors.map((one) => [one.id, one]))
const special = await loadSpecial()

/** What the published tests call the same thing. */
const ALSO: Record<string, string> = { chance_to_win: 'ctw', upper_of_lesser_test: 'upper' }

function vector(id: string): Vector {
  const found = vectors.get(id)
  if (!found) throw new Error(`no vector ${id}`)
  return found
}

function moments(arm: Arm) {
  return arm.kind === 'mean'
    ? momentsOf({ n: arm.n, sum: arm.sum, sumSquares: arm.sum_squares ?? 0 })
    : momentsOfShare({ successes: arm.sum, n: arm.n })
}

function effect(id: string, compare: typeof absoluteEffect): Effect {
  const { treatment, control } = vector(id).input as { treatment: Arm; control: Arm }
  return number(compare(moments(treatment), moments(control)))
}

function number(found: Effected): Effect {
  if ('reason' in found) throw new Error(found.reason)
  return found
}

/** What a vector states otherwise than we do: the published digits, and 1e-9 of what was computed anew. */
function disagreements(id: string, ours: Record<string, number | readonly number[]>): string[] {
  const { published, recomputed } = vector(id)
  const flat = (value: unknown) => [value].flat() as number[]
  const off = (name: string, stated: unknown, allowed: (digits: number) => number): string[] =>
    flat(stated).flatMap((digits, index) => {
      const found = flat(ours[name])[index] ?? Number.NaN
      return Math.abs(found - digits) <= allowed(digits) ? [] : [`${name} is ${found}, not ${digits}`]
    })
  // Half of the last digit that was printed.
  const printed = (digits: number) => 0.5 * 10 ** -Math.min(12, String(digits).split('.')[1]?.length ?? 0) + 1e-9
  return [
    ...Object.entries(published).flatMap(([name, digits]) => off(name, digits, printed)),
    ...Object.entries(recomputed).flatMap(([name, exact]) => {
      const known = Object.entries(ALSO).find(([, short]) => short === name)?.[0] ?? name
      return ours[known] === undefined ? [] : off(known, exact, (value) => 1e-9 * Math.abs(value || 1))
    }),
  ]
}

describe.skipIf(vectors.size === 0)(`the published vectors${vectors.size === 0 ? `: ${NO_SHARED_DATA}` : ''}`, () => {
  it.each(['t-rel-mean', 't-abs-mean', 't-rel-prop'])('hold for Welch: %s', (id) => {
    const one = effect(id, id === 't-abs-mean' ? absoluteEffect : relativeEffect)
    const { estimate, low, high, p } = fixedHorizon(one, 0.05, special)
    expect(disagreements(id, { est: estimate, ci: [low, high], se: one.standardError, p, df: one.df })).toEqual([])
  })

  it.each(['t-greater-rel', 't-greater-abs'])('hold for one side of Welch: %s', (id) => {
    const one = effect(id, id === 't-greater-abs' ? absoluteEffect : relativeEffect)
    const { low, p } = fixedHorizonAbove(one, 0.05, special)
    expect(disagreements(id, { est: one.estimate, lower: low, se: one.standardError, p })).toEqual([])
  })

  it.each(['seq-rel-mean', 'seq-rel-prop'])('hold for confidence sequences: %s', (id) => {
    const one = effect(id, relativeEffect)
    const { estimate, low, high, p } = confidenceSequence(one, 0.05, vector(id).input['tuning'] as number)
    expect(disagreements(id, { est: estimate, ci: [low, high], se: one.standardError, p })).toEqual([])
  })

  it.each(['seq-greater-rel', 'seq-greater-abs'])('hold for one side of a confidence sequence: %s', (id) => {
    const one = effect(id, id === 'seq-greater-abs' ? absoluteEffect : relativeEffect)
    const { low, high } = confidenceSequenceOneSided(one, 0.05, vector(id).input['tuning'] as number)
    expect(disagreements(id, { lower: low, upper_of_lesser_test: high })).toEqual([])
  })

  it.each(['bayes-flat-prop', 'bayes-flat-mean', 'bayes-prior-mean'])('hold for beliefs: %s', (id) => {
    const prior = vector(id).input['prior'] as { mean: number; variance: number } | undefined
    const found = belief(effect(id, relativeEffect), 0.05, special, prior)
    expect(
      disagreements(id, {
        est: found.estimate,
        ci: [found.low, found.high],
        sd: found.standardDeviation,
        chance_to_win: found.chanceToWin,
        risk: [found.risk.keepControl, found.risk.takeTreated],
      }),
    ).toEqual([])
  })

  it.each([
    ['holm', holm],
    ['bh', benjaminiHochberg],
  ] as const)('hold for several questions: %s', (id, adjust) => {
    expect(disagreements(id, { adjusted: adjust(vector(id).input['p'] as number[]) })).toEqual([])
  })

  it('hold for the slope on what was before', () => {
    const { pre, post } = vector('cuped-theta').input as { pre: number[]; post: number[] }
    const sum = (values: number[], by: number[] = values.map(() => 1)) =>
      values.reduce((total, one, index) => total + one * (by[index] ?? 0), 0)
    const arm = {
      n: 4,
      sum: sum(post),
      sumSquares: sum(post, post),
      before: sum(pre),
      beforeSquares: sum(pre, pre),
      products: sum(pre, post),
    }
    expect(disagreements('cuped-theta', { theta: pooledTheta([arm, arm]) ?? Number.NaN })).toEqual([])
  })

  it.each(['cuped-ratio-improving', 'cuped-ratio-declining'])('hold for ratios: %s', (id) => {
    const { theta, control, treatment } = vector(id).input as { theta: number; control: Columns; treatment: Columns }
    const found = number(ratioEffect(parts(treatment), parts(control), { theta, relative: true }))
    expect(disagreements(id, { est: found.estimate, se: found.standardError })).toEqual([])
  })

  it('are all asked here or by the test of the sample ratio', () => {
    expect(vectors.size).toBe(24)
    expect([...vectors.keys()].filter((id) => id.startsWith('srm-'))).toHaveLength(7)
  })
})

function parts({ num_post, den_post, num_pre, den_pre }: Columns): RatioPart[] {
  return num_post.map((numerator, index) => ({
    numerator,
    denominator: den_post[index] ?? 0,
    before: { numerator: num_pre[index] ?? 0, denominator: den_pre[index] ?? 0 },
  }))
}
