import type { RevenueMonth, RevenueReport } from '@espalier/core/schema'
import { request } from '../api.ts'

export type { RevenueMonth, RevenueReport }

/** How recurring revenue moved in the last twelve months, in the workspace's currency unless another is named. */
export function readRevenue(currency?: string): Promise<RevenueReport> {
  return request('GET', `/v1/reports/revenue${currency ? `?${new URLSearchParams({ currency })}` : ''}`)
}
