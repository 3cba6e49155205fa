import { address } from '../address.ts'
import { request } from '../api.ts'
import { ROWS_A_PAGE } from '../ui/listing.tsx'

/** Answer of `GET /v1/reports/held-back`: how often each gate spared somebody. */
export interface HeldBackReport {
  /** IANA zone in which days begin. */
  zone: string
  /** First and last day, such as `2026-11-22`. */
  from: string
  to: string
  days: { day: string; campaign: string; gate: string; times: number; accounts: number }[]
  totals: {
    byCampaign: { campaign: string; name?: string; times: number; accounts: number }[]
    byGate: { gate: string; times: number; accounts: number }[]
    /** Accounts that were spared at least once. */
    accounts: number
  }
  /** ISO 8601. */
  asOf: string
}

/** What the accounts behind a number of what was held back are asked by. */
export interface HeldBackAccountsQuestion {
  days: string
  campaign?: string | undefined
  gate?: string | undefined
  offset?: string | undefined
}

/** Answer of `GET /v1/reports/held-back/accounts`: who was spared, most often first. */
export interface HeldBackAccounts {
  zone: string
  total: number
  accounts: { account: string; name: string; times: number; lastDay: string; by: { campaign: string; gate: string; times: number }[] }[]
  asOf: string
}

/** The accounts behind a number, a page of them. */
export function readHeldBackAccounts(question: HeldBackAccountsQuestion): Promise<HeldBackAccounts> {
  return request('GET', address('/v1/reports/held-back/accounts', { ...question, limit: `${ROWS_A_PAGE}` }))
}

/** Who was spared in the last `days`, today included. */
export function readHeldBack(query: { days: string; campaign?: string }): Promise<HeldBackReport> {
  return request('GET', `/v1/reports/held-back?${new URLSearchParams(query)}`)
}
