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

function liftFigures(report: CampaignReport, expected: Expected | undefined): Figure[] {
  return report.lift.flatMap(({ arm, metric, absolute }) => {
    const compared = arm === 'mens' || arm === 'womens' || arm === 'any' ? expected?.comparisons_vs_control[arm] : undefined
    const known = compared?.[metric === 'engagement' ? 'visit' : 'conversion'].abs
    const figure = (what: string, found: number | null, value: number | undefined): Figure => {
      return { what: `${arm}, ${metric}: ${what}`, found, expected: value, within: 1e-6 }
    }
    return [
      figure('difference', absolute.estimate, known?.est),
      figure('low', absolute.low, known?.ci95_newcomb[0]),
      figure('high', absolute.high, known?.ci95_newcomb[1]),
    ]
  })
}

function srmFigure({ srm }: CampaignReport, expected: Expected | undefined): Figure {
  return { what: 'sample ratio p', found: srm.p, expected: expected?.srm.p, within: 1e-9 }
}
