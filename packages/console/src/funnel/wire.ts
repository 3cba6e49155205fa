import type { FunnelQuestion, FunnelReport, FunnelRows, FunnelRowsQuestion } from '@espalier/core/schema'
import { request, requestFile } from '../api.ts'
import { locale } from '../locale.ts'
import { ROWS_A_PAGE } from '../ui/listing.tsx'
import type { Question, RowsQuestion } from './question.ts'

export type { FunnelReport, FunnelRows }

const DAY_MS = 86_400_000

/** How far how many came, until now. */
export function readFunnel({ steps, by, days, windowDays }: Question): Promise<FunnelReport> {
  const from = new Date(Date.now() - Number(days) * DAY_MS).toISOString()
  return request('POST', '/v1/reports/funnel', { steps, by, windowDays: Number(windowDays), from } satisfies FunnelQuestion)
}

/** Who stands behind one number of an answer: a page of them. */
export function readFunnelRows(question: RowsQuestion): Promise<FunnelRows> {
  return request('POST', '/v1/reports/funnel/rows', { ...asked(question), offset: question.offset, limit: ROWS_A_PAGE })
}

/** All of them as a file for spreadsheets. */
export function fetchFunnelRows(question: RowsQuestion): Promise<Blob> {
  const path = `/v1/reports/funnel/rows?format=csv&lang=${locale.value}`
  return requestFile(path, { ...asked(question), offset: 0 })
}

function asked({ steps, by, days, windowDays, step, which, to }: RowsQuestion): Omit<FunnelRowsQuestion, 'offset' | 'limit'> {
  const from = new Date(Date.parse(to) - Number(days) * DAY_MS).toISOString()
  return { steps, by, windowDays: Number(windowDays), from, to, step, which }
}
