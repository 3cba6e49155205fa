import type { Campaign, CampaignState } from '@espalier/core/schema'

/** A campaign and its draft. Times are epoch milliseconds. */
export interface CampaignRecord {
  id: string
  state: CampaignState
  /** Newest published version; 0 before the first. */
  version: number
  createdAt: number
  updatedAt: number
  draft: Campaign
}

/** A version as it was published; it never changes again. */
export interface CampaignVersion {
  id: string
  version: number
  definition: Campaign
  publishedAt: number
  publishedBy: string
}

/** The newest published version of a campaign, and whether it runs. */
export interface LiveCampaign extends CampaignVersion {
  state: CampaignState
}

/** Drafts, immutable versions and states of campaigns. */
export interface CampaignStore {
  /** All campaigns, last changed first. */
  list(): Promise<CampaignRecord[]>
  find(id: string): Promise<CampaignRecord | undefined>
  /** Creates the campaign or replaces its draft. What is published stays as it is. */
  saveDraft(campaign: Campaign, at: number): Promise<CampaignRecord>
  /** Publishes the draft as the next version and sets the campaign running. Undefined when there is no such campaign. Needs a transaction. */
  publish(id: string, by: string, at: number): Promise<CampaignVersion | undefined>
  /** Undefined when there is no such campaign. */
  setState(id: string, state: CampaignState, at: number): Promise<CampaignRecord | undefined>
  version(id: string, version: number): Promise<CampaignVersion | undefined>
  /** All versions of one campaign, newest first. */
  versions(id: string): Promise<CampaignVersion[]>
  /** The newest published version of each campaign that was ever published, in order of id. `running` ones may show. */
  live(): Promise<LiveCampaign[]>
  /** The seeds of all published versions that have one: campaign, then version. */
  seeds(): Promise<Map<string, Map<number, string>>>
}
