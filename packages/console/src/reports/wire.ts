import type { CampaignReport, Lift } from '@espalier/core/schema'
import { address } from '../address.ts'
import { request } from '../api.ts'
import { ROWS_A_PAGE } from '../ui/listing.tsx'

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

/** What the accounts behind a number of a report are asked by, as the address of the screen has it. */
export interface CampaignAccountsQuestion {
  step?: string | undefined
  arm?: string | undefined
  offset?: string | undefined
}

/** An account that met a campaign, and how far it came. Times are ISO 8601, money the currency's major unit. */
export interface CampaignAccount {
  account: string
  name: string
  arm: string
  heldOut: boolean
  at: string
  shownAt: string | null
  engagedAt: string | null
  acceptedAt: string | null
  convertedAt: string | null
  people: number
  peopleConverted: number
  money: { currency: string; expansionMrr: number; value: number }[]
}

/** The accounts behind a number of a campaign's report, a page of them. */
export function readCampaignAccounts(
  id: string,
  question: CampaignAccountsQuestion,
): Promise<{ accounts: CampaignAccount[]; total: number; zone: string; asOf: string }> {
  return request('GET', address(`/v1/reports/campaigns/${encodeURIComponent(id)}/accounts`, { ...question, limit: `${ROWS_A_PAGE}` }))
}
