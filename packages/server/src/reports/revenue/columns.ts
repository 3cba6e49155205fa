import type { CohortReport, RevenueAccounts, RevenueMonth, RevenueReport } from '@espalier/core/schema'
import type { Columns } from '../../http/table.ts'

/** A line for a month, for a group in a month, for groups that are not listed, or for a month that was not counted because rates are missing. */
export interface MonthLine {
  of: 'month' | 'group' | 'more' | 'missing'
  /** Empty for all accounts, and for the group of those that say nothing; how many groups are not listed. */
  segment: string
  name: string
  month?: RevenueMonth
  missing?: string
}

export const MONTH_COLUMNS: Columns<MonthLine> = [
  ['Row', '行', (row) => row.of],
  ['Group', 'グループ', ({ segment }) => segment],
  ['Month', '月', ({ name }) => name],
  ['Complete', '確定', ({ month }) => month?.complete],
  ['Opening MRR', '期首MRR', ({ month }) => month?.mrr.opening],
  ['New', '新規', ({ month }) => month?.mrr.new],
  ['Reactivation', '復帰', ({ month }) => month?.mrr.reactivation],
  ['Expansion', '拡大', ({ month }) => month?.mrr.expansion],
  ['Expansion by another term', '契約期間の変更による拡大', ({ month }) => month && (month.expansionByCause['term-change'] ?? 0)],
  ['Contraction', '縮小', ({ month }) => month?.mrr.contraction],
  ['Contraction by another term', '契約期間の変更による縮小', ({ month }) => month && (month.contractionByCause['term-change'] ?? 0)],
  ['Churn', '解約', ({ month }) => month?.mrr.churn],
  ['Exchange rates', '為替の影響', ({ month }) => month?.mrr.exchange],
  ['Closing MRR', '期末MRR', ({ month }) => month?.mrr.closing],
  ['NRR', 'NRR', ({ month }) => month?.nrr],
  ['GRR', 'GRR', ({ month }) => month?.grr],
  ['Gross revenue churn', 'レベニューチャーンレート（グロス）', ({ month }) => month?.grossChurn],
  ['Net revenue churn', 'レベニューチャーンレート（ネット）', ({ month }) => month?.netChurn],
  ['Customer churn', 'カスタマーチャーンレート', ({ month }) => month?.customerChurn],
  ['Customer retention', 'カスタマーリテンションレート', ({ month }) => month?.customerRetention],
  ['Expansion rate', '拡大率', ({ month }) => month?.expansionRate],
  ['ARPA', 'ARPA', ({ month }) => month?.arpa],
  ['ASP', 'ASP', ({ month }) => month?.asp],
  ['Quick ratio', 'クイックレシオ', ({ month }) => month?.quickRatio],
  ['Paying accounts', '課金アカウント数', ({ month }) => month?.accounts.closing],
  ['Added', '増加', ({ month }) => month?.accounts.added],
  ['Paid for the first time', '新規アカウント数', ({ month }) => month?.accounts.new],
  ['Left', '解約アカウント数', ({ month }) => month?.accounts.churned],
  ['Came and left within the month', '月内に始めてやめたアカウント数', ({ month }) => month?.accounts.earlyExits],
  ['Went free, not counted as left', '無料へ移行（解約に含めない）', ({ month }) => month?.accounts.toFree],
  ['Trials begun', '開始したトライアル', ({ month }) => month?.trials.started],
  ['Paid after a trial', 'トライアルからの支払い開始', ({ month }) => month?.trials.converted],
  ['Trials still open', '進行中のトライアル', ({ month }) => month?.trials.open],
  ['Trial conversion', 'トライアルからの転換率', ({ month }) => month?.trials.rate],
  ['Missing rate', '不足するレート', ({ missing }) => missing],
  ['Revised at', '修正日時', ({ month }) => month?.revisedAt],
]

export const ACCOUNT_COLUMNS: Columns<RevenueAccounts['accounts'][number]> = [
  ['Account', 'アカウント', (row) => row.id],
  ['Name', '名前', (row) => row.name],
  ['Opening MRR', '期首MRR', (row) => row.opening],
  ['New', '新規', (row) => row.new],
  ['Reactivation', '復帰', (row) => row.reactivation],
  ['Expansion', '拡大', (row) => row.expansion],
  ['Contraction', '縮小', (row) => row.contraction],
  ['Churn', '解約', (row) => row.churn],
  ['Exchange rates', '為替の影響', (row) => row.exchange],
  ['Closing MRR', '期末MRR', (row) => row.closing],
]

/** One line for each cohort and age. */
export const COHORT_COLUMNS: Columns<{ cohort: CohortReport['cohorts'][number]; age: number }> = [
  ['First month', '利用開始月', ({ cohort }) => cohort.month],
  ['Accounts', 'アカウント数', ({ cohort }) => cohort.accounts],
  ['First MRR', '開始時のMRR', ({ cohort }) => cohort.mrr],
  ['Month', '経過月', ({ age }) => age],
  ['Revenue kept', '収益の継続率', ({ cohort, age }) => cohort.revenue[age]],
  ['Accounts kept', 'アカウントの継続率', ({ cohort, age }) => cohort.logo[age]],
]

/** The lines of a report: months first, then groups and how many more there are, then what could not be counted. */
export function monthLines({ months, segment, segments, moreSegments, exchange }: RevenueReport): MonthLine[] {
  const own = segment?.value ?? ''
  const missing = Map.groupBy(exchange?.missing ?? [], (one) => one.month)
  return [
    ...months.map((month) => ({ of: 'month' as const, segment: own, name: month.month, month })),
    ...segments.map(({ value, month }) => ({ of: 'group' as const, segment: value, name: month.month, month })),
    ...(moreSegments > 0 ? [{ of: 'more' as const, segment: String(moreSegments), name: segments[0]?.month.month ?? '' }] : []),
    ...[...missing].map(([name, list]) => ({
      of: 'missing' as const,
      segment: own,
      name,
      missing: list.map(({ currency, day }) => `${currency} ${day}`).join(', '),
    })),
  ]
}
