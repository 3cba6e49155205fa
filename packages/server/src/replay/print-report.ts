import { Console } from 'node:console'
import { HELD_OUT } from '@espalier/core'
import type { CampaignReport } from '@espalier/core/schema'
import type { Expected } from './expected.ts'

/** One figure of the report beside what is expected of it. */
interface Figure {
  what: string
  found: number | null
  expected: number | undefined
  /** The largest difference that still counts as equal. */
  within: number
}

/** Prints the figures of a replayed experiment, and answers how many differ from what is expected. */
export function printReport(report: CampaignReport, expected: Expected | undefined, out: NodeJS.WritableStream): number {
  const figures = [...armFigures(report, expected), ...liftFigures(report, expected), srmFigure(report, expected)]
  const differing = figures.filter(differs)
  new Console(out).table(
    Object.fromEntries(
      figures.map((one) => [
        one.what,
        {
          report: one.found ?? 'none',
          ...(one.expected === undefined ? {} : { expected: one.expected, same: differs(one) ? 'NO' : 'yes' }),
        },
      ]),
    ),
  )
  if (!expected) out.write('There is no expected.json beside the file to compare with.\n')
  return differing.length
}

function differs({ found, expected, within }: Figure): boolean {
  return expected !== undefined && (found === null || Math.abs(found - expected) > within)
}

function armFigures(report: CampaignReport, expected: Expected | undefined): Figure[] {
  return report.arms.flatMap(({ arm, accounts, engaged, converted, expansionMrr, rate }) => {
    const known = arm === HELD_OUT ? expected?.arms.control : arm === 'mens' || arm === 'womens' ? expected?.arms[arm] : undefined
    const exact = (what: string, found: number, known?: number): Figure => ({ what: `${arm}: ${what}`, found, expected: known, within: 0 })
    return [
      exact('accounts', accounts, known?.n),
      exact('visits', engaged, known?.visits),
      exact('conversions', converted, known?.conversions),
      { what: `${arm}: spend`, found: expansionMrr, expected: known?.spend_sum, within: 0.005 },
      { what: `${arm}: rate`, found: rate, expected: known?.conversion_rate, within: 1e-9 },
    ]
  })
}

/** What the file calls a metric of the report. */
const KNOWN = { engagement: 'visit', conversion: 'conversion', money: 'spend' } as const

function liftFigures(report: CampaignReport, expected: Expected | undefined): Figure[] {
  return report.lift.flatMap(({ arm, metric, absolute, sequence, fixed, adjusted }) => {
    const compared = arm === 'mens' || arm === 'womens' || arm === 'any' ? expected?.comparisons_vs_control[arm] : undefined
    const known = metric === 'people' ? undefined : compared?.[KNOWN[metric]].abs
    const ends = known && ('ci95_newcomb' in known ? known.ci95_newcomb : known.ci95_welch)
    const past = arm === 'mens' || arm === 'womens' ? expected?.cuped_spend_by_history[arm] : undefined
    const figure = (what: string, found: number | null | undefined, value: number | undefined, within = 1e-6): Figure => {
      return { what: `${arm}, ${metric}: ${what}`, found: found ?? null, expected: value, within }
    }
    return [
      figure('difference', absolute.estimate, known?.est, 1e-9),
      figure('low', absolute.low, ends?.[0]),
      figure('high', absolute.high, ends?.[1]),
      figure('p of one look', fixed.p, known?.p_two_sided),
      figure('low at all looks', sequence.low, known?.seq_ci95_N5000[0]),
      figure('high at all looks', sequence.high, known?.seq_ci95_N5000[1]),
      figure('p at all looks', sequence.p, known?.seq_p),
      ...(adjusted
        ? [
            figure('difference without the past', adjusted.estimate, past?.abs_est, 1e-9),
            figure('variance left', 1 - adjusted.gain, past?.variance_ratio_vs_unadjusted, 1e-9),
          ]
        : []),
    ]
  })
}

function srmFigure({ srm }: CampaignReport, expected: Expected | undefined): Figure {
  return { what: 'sample ratio p', found: srm.p, expected: expected?.srm.p, within: 1e-9 }
}
