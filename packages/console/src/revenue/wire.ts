import type { CohortReport, RevenueMonth, RevenueReport } from '@espalier/core/schema'
import { request } from '../api.ts'

export type { CohortReport, RevenueMonth, RevenueReport }

/** Which currency, and which accounts. */
interface Asked {
  currency?: string | undefined
  by?: string | undefined
  value?: string | undefined
}

/** How recurring revenue moved in the last twelve months, of all accounts or of one group; with `by` alone all groups beside each other. */
export function readRevenue(asked: Asked): Promise<RevenueReport> {
  return request('GET', `/v1/reports/revenue?${queryOf(asked)}`)
}

/** The values by which accounts with revenue are told apart, those with the most revenue first, and how many are left out. */
export async function readSegmentValues(by: string): Promise<{ values: string[]; more: number }> {
  const { segments, moreSegments } = await readRevenue({ by })
  return { values: segments.map(({ value }) => value), more: moreSegments }
}

/** What became of the accounts that began in a month. */
export function readCohorts(asked: Asked): Promise<CohortReport> {
  return request('GET', `/v1/reports/revenue/cohorts?${queryOf(asked)}`)
}

function queryOf(asked: Asked): URLSearchParams {
  return new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
}
