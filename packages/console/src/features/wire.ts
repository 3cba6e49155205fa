import type { FeatureAccounts, FeatureReport } from '@espalier/core/schema'
import { request } from '../api.ts'
import { address } from '../address.ts'
import { ROWS_A_PAGE } from '../ui/listing.tsx'

export type { FeatureAccounts, FeatureReport }

/** What accounts use, and what they touch of what is locked. */
export function readFeatures(asked: { days: string; by?: string | undefined; value?: string | undefined }): Promise<FeatureReport> {
  return request('GET', address('/v1/reports/features', asked))
}

/** What the accounts behind a number are asked by, as the address of the screen has it. */
export interface FeatureAccountsQuestion {
  feature?: string | undefined
  which?: string | undefined
  plan?: string | undefined
  days?: string | undefined
  by?: string | undefined
  value?: string | undefined
  offset?: string | undefined
}

/** The accounts behind a number of the report, a page of them. */
export function readFeatureAccounts(question: FeatureAccountsQuestion): Promise<FeatureAccounts> {
  return request('GET', address('/v1/reports/features/accounts', { ...question, limit: `${ROWS_A_PAGE}` }))
}
