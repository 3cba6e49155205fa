import type { HomeAccounts, HomeFigure } from '@espalier/core/schema'
import type { Columns } from '../../http/table.ts'

export const FIGURE_COLUMNS: Columns<HomeFigure & { month: string }> = [
  ['Month', '月', (row) => row.month],
  ['Figure', '指標', (row) => row.id],
  ['Of', '対象', (row) => row.of],
  ['Unit', '単位', (row) => row.unit],
  ['Value', '値', (row) => row.value],
  ['Reason', '値がない理由', (row) => row.reason],
  ['Part', '分子', (row) => row.part],
  ['Whole', '分母', (row) => row.whole],
  ['Margin', '誤差', (row) => row.margin],
  ['Low', '区間の下限', (row) => row.low],
  ['High', '区間の上限', (row) => row.high],
  ['Mean of months', '月平均', (row) => row.trailing?.value],
  ['Months', '平均した月数', (row) => row.trailing?.months],
  ['Over twelve months', '12か月の値', (row) => row.year],
  ['Target', '目標', (row) => row.target],
  ['Benchmark', '参考値', (row) => row.benchmark?.value],
  ['Missing accounts', '不足アカウント', (row) => row.missing?.accounts],
  ['Missing upgrades', '不足する購入', (row) => row.missing?.conversions],
]

export const NOTICED_COLUMNS: Columns<HomeAccounts['accounts'][number]> = [
  ['Account', 'アカウント', (row) => row.id],
  ['Name', '名前', (row) => row.name],
  ['Plan', 'プラン', (row) => row.plan],
  ['Reasons', '理由', (row) => row.reasons.join(' ')],
  ['Campaigns', 'キャンペーン', (row) => row.campaigns?.join(' ')],
]
