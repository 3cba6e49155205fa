import { request } from '../api.ts'

/** What would move if an account became part of another. */
export interface MergePreview {
  account: string
  into: string
  people: number
  events: number
  conversions: number
  stripeCustomers: string[]
  /** Ids, ended ones included. */
  subscriptions: string[]
  campaigns: { moved: number; both: { campaign: string; arm: string; intoArm: string }[] }
}

const address = (account: string): string => `/v1/accounts/${encodeURIComponent(account)}/merge`

/** Asks what would move. */
export function previewMerge(account: string, into: string): Promise<MergePreview> {
  return request('GET', `${address(account)}?into=${encodeURIComponent(into)}`)
}

/** Makes an account part of another, for good. */
export function mergeAccount(account: string, into: string): Promise<{ account: string; into: string; at: string }> {
  return request('POST', address(account), { into })
}
