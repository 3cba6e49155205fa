import type { FunnelQuestion, FunnelReport } from '@espalier/core/schema'
import { request } from '../api.ts'
import type { Question } from './question.ts'

export type { FunnelReport }

const DAY_MS = 86_400_000

/** How far how many came, until now. */
export function readFunnel({ steps, by, days, windowDays }: Question): Promise<FunnelReport> {
  const from = new Date(Date.now() - Number(days) * DAY_MS).toISOString()
  return request('POST', '/v1/reports/funnel', { steps, by, windowDays: Number(windowDays), from } satisfies FunnelQuestion)
}
