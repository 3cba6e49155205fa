import type { Lead, LeadPack, LeadReport, LeadWord } from '@espalier/core/schema'
import { request } from '../api.ts'
import { address } from '../address.ts'
import { isErased } from '../privacy/wire.ts'
import { privacyWords } from '../text/privacy.ts'
import { words } from '../text/text.ts'

export type { Lead, LeadReport, LeadWord }

/** What is asked for; each may be missing. */
export interface AskedLeads {
  month?: string
  state?: string
  campaign?: string
  account?: string
  owner?: string
  overdue?: string
  by?: string
  value?: string
}

/** The leads that are asked for, the newest first. */
export function readLeads(asked: AskedLeads): Promise<LeadReport> {
  return request('GET', address('/v1/reports/leads', asked))
}

/** Says what became of a lead. */
export function sayOfLead({ campaign, account }: Pick<Lead, 'campaign' | 'account'>, word: LeadWord): Promise<Lead> {
  return request('PUT', `/v1/leads/${encodeURIComponent(campaign)}/${encodeURIComponent(account)}`, word)
}

/** One lead with what was known when it was passed. */
export function readLead(of: Pick<Lead, 'campaign' | 'account'>): Promise<LeadPack> {
  return request('GET', `/v1/leads/${encodeURIComponent(of.campaign)}/${encodeURIComponent(of.account)}`)
}

/** The account by its name; one that was deleted has none. */
export function nameOfLead({ account, name }: Pick<Lead, 'account' | 'name'>): string {
  return isErased(account) ? words(privacyWords).account.deleted : name
}

/** The page of one lead. */
export function leadHref({ campaign, account }: Pick<Lead, 'campaign' | 'account'>): string {
  return `/console/leads/${encodeURIComponent(campaign)}/${encodeURIComponent(account)}`
}
