import type { Campaign, CampaignInput, CampaignState, Condition, Motion, WidgetKind } from '@espalier/core/schema'
import { address } from '../address.ts'
import { request } from '../api.ts'

/** One arm in the list: accounts since their first eligibility, and how many of them converted. */
export interface ArmFigures {
  arm: string
  heldOut: boolean
  accounts: number
  converted: number
}

/** A line of `GET /v1/campaigns`. */
export interface CampaignSummary {
  id: string
  name: string
  motion: Motion
  kind: WidgetKind
  state: CampaignState
  /** Newest published version; 0 before the first. */
  version: number
  updatedAt: string
  audience: Condition
  /** Share that the campaign itself holds out. */
  holdout: number
  /** Impressions of the last 14 days. */
  seen14d: number
  arms: ArmFigures[]
  /** Who answers for it. */
  owner: string | null
  /** How many more of the shown accounts converted, as a share, with its interval; null where arms cannot be compared. */
  lift: { estimate: number; low: number | null; high: number | null; enough: boolean } | null
  /** Share of what is credited to it that was still there after 90 days. */
  kept90: number | null
  /** How its guardrails stood at the last look. */
  guardrails: 'fine' | 'wait' | 'crossed' | null
}

/** A campaign with its draft. */
export interface CampaignDraft {
  id: string
  state: CampaignState
  version: number
  createdAt: string
  updatedAt: string
  draft: Campaign
}

const at = (id: string) => `/v1/campaigns/${encodeURIComponent(id)}`

/** All campaigns, last changed first. */
export async function listCampaigns(): Promise<CampaignSummary[]> {
  return (await request<{ campaigns: CampaignSummary[] }>('GET', '/v1/campaigns')).campaigns
}

/** One campaign with its draft. */
export function readCampaign(id: string): Promise<CampaignDraft> {
  return request('GET', at(id))
}

/** One published version of a campaign. */
export function readVersion(id: string, version: number): Promise<{ definition: Campaign }> {
  return request('GET', `${at(id)}/versions/${version}`)
}

/** Creates the campaign or replaces its draft; with `known`, only the one that was changed then. */
export function saveDraft(draft: CampaignInput, known?: Pick<CampaignDraft, 'updatedAt'>): Promise<CampaignDraft> {
  return request('PUT', address(at(draft.id), { ifUpdatedAt: known?.updatedAt }), draft)
}

/** Makes the draft the next version, unless it is the newest one already (`changed`), and sets it running. */
export function publishDraft(id: string): Promise<{ id: string; version: number; changed: boolean; updatedAt: string }> {
  return request('POST', `${at(id)}/publish`, {})
}

/** Runs, pauses or ends what is published; a pause by a guardrail is lifted with a reason alone. */
export function changeState(id: string, state: 'running' | 'paused' | 'ended', reason?: string): Promise<CampaignDraft> {
  return request('POST', `${at(id)}/state`, { state, ...(reason !== undefined && { reason }) })
}
