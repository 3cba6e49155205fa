import type { SurveyReport } from '@espalier/core/schema'
import type { Columns } from '../../http/table.ts'
import type { Csat, Nps } from './figures.ts'

/** One line of the table: a month of the trend, a group, or a comment. */
interface Line {
  of: 'month' | 'group' | 'rest' | 'comment'
  name: string
  nps?: Nps
  csat?: Csat
  comment?: SurveyReport['comments'][number]
}

export const SURVEY_COLUMNS: Columns<Line> = [
  ['Row', '行', (row) => row.of],
  ['Month or group', '月またはグループ', (row) => row.name],
  ['NPS answers', 'NPSの回答数', (row) => row.nps?.n],
  ['NPS', 'NPS', (row) => row.nps?.nps],
  ['NPS margin', 'NPSの誤差', (row) => row.nps?.margin],
  ['CSAT answers', 'CSATの回答数', (row) => row.csat?.n],
  ['CSAT', 'CSAT', (row) => row.csat?.share],
  ['CSAT low', 'CSATの下限', (row) => row.csat?.low],
  ['CSAT high', 'CSATの上限', (row) => row.csat?.high],
  ['CSAT mean', 'CSATの平均', (row) => row.csat?.mean],
  ['Opinion', '回答の種類', (row) => row.comment?.group],
  ['Comment', 'コメント', (row) => row.comment?.text],
]

/** The months of the trend, the groups where there are any, and what people wrote. */
export function linesOf({ trend, segments, comments }: SurveyReport): Line[] {
  const months = trend.map(({ month, nps, csat }): Line => ({ of: 'month', name: month, nps, csat }))
  if (!segments) return [...months, ...comments.map((comment): Line => ({ of: 'comment', name: comment.month, comment }))]
  const { nps, csat } = segments
  return [
    ...months,
    ...nps.rows.map(({ value, figures }): Line => ({ of: 'group', name: value, nps: figures })),
    ...(nps.rest ? [{ of: 'rest' as const, name: '', nps: nps.rest }] : []),
    ...csat.rows.map(({ value, figures }): Line => ({ of: 'group', name: value, csat: figures })),
    ...(csat.rest ? [{ of: 'rest' as const, name: '', csat: csat.rest }] : []),
  ]
}
