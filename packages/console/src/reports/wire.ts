import type { CampaignReport, Lift } from '@espalier/core/schema'
import { request } from '../api.ts'

export type { CampaignReport, Lift }

/** The report of one campaign as of now. */
export function readReport(id: string): Promise<CampaignReport> {
  return request('GET', `/v1/reports/campaigns/${encodeURIComponent(id)}`)
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
