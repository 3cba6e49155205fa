import type { CampaignReport } from '@espalier/core/schema'
import type { Columns } from '../http/table.ts'

/** One number of the report of a campaign, with the ends of its interval where it has one. */
interface Line {
  /** Which part of the report. */
  part: string
  /** Arm, gate, day, or what else the number is of. */
  of: string
  measure: string
  value: number | null
  low?: number | null
  high?: number | null
  reason?: string | undefined
}

export const REPORT_COLUMNS: Columns<Line> = [
  ['Part', '区分', (row) => row.part],
  ['Of', '対象', (row) => row.of],
  ['Measure', '指標', (row) => row.measure],
  ['Value', '値', (row) => row.value],
  ['Low', '区間の下限', (row) => row.low],
  ['High', '区間の上限', (row) => row.high],
  ['Reason', '値がない理由', (row) => row.reason],
]

/** The report of a campaign, a number a line, as a table for spreadsheets. Money is in the report's currency. */
export function reportLines({
  currency,
  arms,
  funnel,
  lift,
  credits,
  upsellRate,
  heldBack,
  daily,
  srm,
  twoArms,
  ...rest
}: CampaignReport): Line[] {
  const { costReturn, otherMoney = [], survey } = rest
  return [
    ...arms.flatMap(({ arm, heldOut: _, ...numbers }) => lines('arms', arm, numbers)),
    ...otherMoney.flatMap(({ arm, currency: paid, ...numbers }) => lines('otherMoney', `${arm} ${paid}`, numbers)),
    ...lines('funnel', '', funnel),
    ...lift.flatMap(({ arm, metric, absolute, relative, sequence, pAdjusted, verdict }): Line[] => {
      const of = `${arm} ${metric}`
      return [
        {
          part: 'lift',
          of,
          measure: 'absolute',
          value: absolute.estimate,
          low: absolute.low,
          high: absolute.high,
          reason: absolute.reason,
        },
        {
          part: 'lift',
          of,
          measure: 'sequence',
          value: absolute.estimate,
          low: sequence.low,
          high: sequence.high,
          reason: absolute.reason,
        },
        {
          part: 'lift',
          of,
          measure: 'relative',
          value: relative.estimate,
          low: relative.low,
          high: relative.high,
          reason: relative.reason,
        },
        { part: 'lift', of, measure: 'pAdjusted', value: pAdjusted, reason: verdict },
      ]
    }),
    ...lines('srm', '', srm),
    ...lines('arms', '', { twoArms }),
    ...lines('upsellRate', '', upsellRate),
    ...lines('credits', currency, {
      accounts: credits.accounts,
      movements: credits.movements,
      credited: credits.credited,
      reversed: credits.reversed,
      standing: credits.standing,
      heldOut: credits.heldOut.amount,
      elsewhere: credits.elsewhere,
    }),
    ...credits.kept.flatMap(({ days, ...numbers }) => lines('kept', `${days}`, numbers)),
    ...credits.byCause.flatMap(({ kind, cause, ...numbers }) => lines('byCause', `${kind} ${cause}`, numbers)),
    ...(costReturn ? costLines(costReturn) : []),
    ...heldBack.flatMap(({ gate, accounts }) => lines('heldBack', gate, { accounts })),
    ...(survey ? surveyLines(survey) : []),
    ...(survey?.scores ?? []).flatMap((people, score) => lines('scores', `${score}`, { people })),
    ...daily.flatMap(({ day, ...numbers }) => lines('daily', day, numbers)),
  ]
}

function surveyLines({ n, nps, margin, responseRate, month, reason }: NonNullable<CampaignReport['survey']>): Line[] {
  return [
    ...lines('survey', month ?? '', { n, nps, margin }).map((line) => ({ ...line, reason })),
    ...lines('survey', '', { responseRate }),
  ]
}

function costLines({ cost, costCurrency, spent, months, incremental, credited }: NonNullable<CampaignReport['costReturn']>): Line[] {
  const { once, shown, accepted, total } = cost
  return [
    ...lines('cost', costCurrency, { once, shown: shown.amount, accepted: accepted.amount, total }),
    ...lines('cost', '', { spent, months }),
    { ...ends('incrementalMoney', incremental.money), reason: incremental.reason },
    { ...ends('incrementalReturn', incremental.return), reason: incremental.reason },
    { part: 'return', of: '', measure: 'creditedMoney', value: credited.money, reason: credited.reason },
    { part: 'return', of: '', measure: 'creditedReturn', value: credited.return, reason: credited.reason },
  ]
}

function ends(measure: string, { estimate, low, high }: { estimate: number | null; low: number | null; high: number | null }): Line {
  return { part: 'return', of: '', measure, value: estimate, low, high }
}

function lines(part: string, of: string, numbers: Readonly<Record<string, number | null | undefined>>): Line[] {
  return Object.entries(numbers).flatMap(([measure, value]) => (value === undefined ? [] : { part, of, measure, value }))
}
