import type { CampaignReport, Lift } from '@espalier/core/schema'
import { request } from '../api.ts'

export type { CampaignReport, Lift }

/** The report of one campaign as of now. */
export function readReport(id: string): Promise<CampaignReport> {
  return request('GET', `/v1/reports/campaigns/${encodeURIComponent(id)}`)
}

/** Growth that is credited to a campaign, or stands against its hold-out. Times are ISO 8601, money the currency's major unit a month. */
export interface CreditRow {
  account: string
  campaign: string
  heldOut: boolean
  movement: string
  at: string
  kind: string
  cause: string
  by: string
  metAt: string | null
  currency: string
  credited: number
  reversed: number
  reversedAt: string | null
  /** The billing event. */
  reversedBy: string | null
  left: number
}

/** The rows behind what a campaign is credited with. */
export function readCredits(id: string): Promise<{ credits: CreditRow[] }> {
  return request('GET', `/v1/reports/campaigns/${encodeURIComponent(id)}/credits`)
}

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

/** Who was spared in the last `days`, today included. */
export function readHeldBack(query: { days: string; campaign?: string }): Promise<HeldBackReport> {
  return request('GET', `/v1/reports/held-back?${new URLSearchParams(query)}`)
}
