import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { NO_SHARED_DATA, sharedFile, sharedJson } from '../../../../test/harness/shared-data.ts'
import { holm } from './adjust.ts'
import { belief } from './bayes.ts'
import { confidenceSequence } from './confidence-sequence.ts'
import { cuped, type Paired } from './cuped.ts'
import { absoluteEffect, type Effect, type Effected, relativeEffect } from './effect.ts'
import { fixedHorizon } from './fixed-horizon.ts'
import { momentsOf, momentsOfShare, momentsOfValues, type Moments } from './moments.ts'
import { ratioEffect, type RatioPart } from './ratio.ts'
import { loadSpecial } from './special.ts'
import { cap, winsorise } from './winsorise.ts'

interface Arm {
  n: number
  visits: number
  conversions: number
  spend_sum: number
  spend_sum_squares: number
  history_sum: number
  history_sum_squares: number
  history_spend_sum_products: number
}
type Range = [number, number]
interface Known {
  abs: { est: number; se: number; df: number; ci95_welch: Range; p_two_sided: number; seq_ci95_N5000: Range; seq_p: number }
  rel: {
    est: number
    se_delta: number
    ci95_delta_t: Range
    p_delta_t: number
    seq_ci95_N5000: Range
    seq_p: number
    bayes_flat_chance_to_win: number
    bayes_flat_ci95: Range
    'bayes_prior_N0_0.3': { mean: number; sd: number; chance_to_win: number }
  }
}
interface Expected {
  arms: Record<'control' | 'mens' | 'womens' | 'any', Arm>
  comparisons_vs_control: Record<'mens' | 'womens' | 'any', Record<'visit' | 'conversion' | 'spend', Known>>
  multiplicity: { p_raw: number[]; holm: number[] }
  cuped_spend_by_history: Record<
    'mens' | 'womens',
    { theta: number; abs_est: number; abs_se: number; variance_ratio_vs_unadjusted: number }
  >
  winsor: { p999: number; max: number; capped_p999: Record<'mens' | 'womens', { abs_est: number; se: number }> }
  ratio_spend_per_visit: Record<'control' | 'mens' | 'womens', { spend_per_visit: number; se: number }>
}
interface Row {
  segment: string
  visit: string
  spend: string
}

const expected = sharedJson<Expected>('hillstrom/expected.json')
const special = await loadSpecial()

const METRICS = {
  visit: ({ visits, n }: Arm) => momentsOfShare({ successes: visits, n }),
  conversion: ({ conversions, n }: Arm) => momentsOfShare({ successes: conversions, n }),
  spend: ({ n, spend_sum: sum, spend_sum_squares: sumSquares }: Arm) => momentsOf({ n, sum, sumSquares }),
} satisfies Record<string, (arm: Arm) => Moments>

function number(found: Effected): Effect {
  if ('reason' in found) throw new Error(found.reason)
  return found
}

type Pair = [what: string, found: number, known: number]

/** What is not within 1e-9 of what is known: relative, as p values are as small as they like. */
const apart = (pairs: readonly Pair[]): Pair[] =>
  pairs.filter(([, found, known]) => !(Math.abs(found - known) <= 1e-9 * Math.abs(known) + 1e-300))

describe.skipIf(!expected)(`a published experiment with 64,000 customers${expected ? '' : `: ${NO_SHARED_DATA}`}`, () => {
  const { arms, comparisons_vs_control: comparisons, ...rest } = expected as Expected
  const all = (['mens', 'womens', 'any'] as const).flatMap((arm) =>
    (['visit', 'conversion', 'spend'] as const).map((metric) => ({ arm, metric })),
  )

  it.each(all)('has the estimates, intervals and p values that scipy computes: $arm, $metric', ({ arm, metric }) => {
    const known = comparisons[arm][metric]
    const [treated, control] = [METRICS[metric](arms[arm]), METRICS[metric](arms.control)]
    const absolute = number(absoluteEffect(treated, control))
    const relative = number(relativeEffect(treated, control))
    const fixed = fixedHorizon(absolute, 0.05, special)
    const sequence = confidenceSequence(absolute, 0.05, 5000)
    const fixedRelative = fixedHorizon(relative, 0.05, special)
    const sequenceRelative = confidenceSequence(relative, 0.05, 5000)
    const flat = belief(relative, 0.05, special)
    const doubtful = belief(relative, 0.05, special, { mean: 0, variance: 0.3 ** 2 })
    const pairs: Pair[] = [
      ['est', absolute.estimate, known.abs.est],
      ['se', absolute.standardError, known.abs.se],
      ['low', fixed.low, known.abs.ci95_welch[0]],
      ['high', fixed.high, known.abs.ci95_welch[1]],
      ['p', fixed.p, known.abs.p_two_sided],
      ['sequence low', sequence.low, known.abs.seq_ci95_N5000[0]],
      ['sequence high', sequence.high, known.abs.seq_ci95_N5000[1]],
      ['sequence p', sequence.p, known.abs.seq_p],
      ['relative est', relative.estimate, known.rel.est],
      ['relative se', relative.standardError, known.rel.se_delta],
      ['relative low', fixedRelative.low, known.rel.ci95_delta_t[0]],
      ['relative p', fixedRelative.p, known.rel.p_delta_t],
      ['relative sequence low', sequenceRelative.low, known.rel.seq_ci95_N5000[0]],
      ['relative sequence p', sequenceRelative.p, known.rel.seq_p],
      ['chance to win', flat.chanceToWin, known.rel.bayes_flat_chance_to_win],
      ['belief high', flat.high, known.rel.bayes_flat_ci95[1]],
      ['doubtful mean', doubtful.estimate, known.rel['bayes_prior_N0_0.3'].mean],
      ['doubtful sd', doubtful.standardDeviation, known.rel['bayes_prior_N0_0.3'].sd],
      ['doubtful chance', doubtful.chanceToWin, known.rel['bayes_prior_N0_0.3'].chance_to_win],
    ]
    expect(apart(pairs)).toEqual([])
  })

  it('raises p values by Holm', () => {
    const found = holm(rest.multiplicity.p_raw)
    expect(apart(rest.multiplicity.holm.map((p, index): Pair => [`p ${index}`, found[index] ?? Number.NaN, p]))).toEqual([])
  })

  it.each(['mens', 'womens'] as const)('gains next to nothing by last year, and says so: %s', (name) => {
    const paired = (arm: Arm): Paired => ({
      n: arm.n,
      sum: arm.spend_sum,
      sumSquares: arm.spend_sum_squares,
      before: arm.history_sum,
      beforeSquares: arm.history_sum_squares,
      products: arm.history_spend_sum_products,
    })
    const found = cuped(paired(arms[name]), paired(arms.control))
    if (!found) throw new Error('the past has no spread')
    const known = rest.cuped_spend_by_history[name]
    const { estimate, standardError } = number(absoluteEffect(found.treated, found.control))
    const pairs: Pair[] = [
      ['theta', found.theta, known.theta],
      ['estimate', estimate, known.abs_est],
      ['standard error', standardError, known.abs_se],
      ['what is left', 1 - found.gain, known.variance_ratio_vs_unadjusted],
    ]
    expect(apart(pairs)).toEqual([])
    expect(found.gain).toBeLessThan(0.0005)
  })

  it('counts large spenders up to a limit, and spend for each visit', () => {
    const file = sharedFile('hillstrom/hillstrom.csv.gz')
    if (!file) throw new Error(NO_SHARED_DATA)
    const rows = parse<Row>(gunzipSync(readFileSync(file)), { columns: true, skip_empty_lines: true })
    const of = (segment: string) => rows.filter((row) => row.segment === segment)
    const spend = (list: Row[]) => list.map((row) => Number(row.spend))
    const named = { control: of('No E-Mail'), mens: of('Mens E-Mail'), womens: of('Womens E-Mail') }
    expect(cap(spend(rows), 1)).toBe(rest.winsor.max)
    const { p999 } = rest.winsor
    const parts = (list: Row[]): RatioPart[] => list.map((row) => ({ numerator: Number(row.spend), denominator: Number(row.visit) }))
    for (const arm of ['mens', 'womens'] as const) {
      const limited = (list: Row[]) => momentsOfValues(winsorise(spend(list), p999))
      const known = rest.winsor.capped_p999[arm]
      const found = number(absoluteEffect(limited(named[arm]), limited(named.control)))
      const ratio = number(ratioEffect(parts(named[arm]), parts(named.control)))
      const [one, other] = [rest.ratio_spend_per_visit[arm], rest.ratio_spend_per_visit.control]
      const pairs: Pair[] = [
        ['estimate', found.estimate, known.abs_est],
        ['standard error', found.standardError, known.se],
        ['spend for each visit', ratio.estimate, one.spend_per_visit - other.spend_per_visit],
        ['its standard error', ratio.standardError, Math.hypot(one.se, other.se)],
      ]
      expect(apart(pairs)).toEqual([])
    }
  })
})
