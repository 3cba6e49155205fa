import type { Condition } from './schema/condition.ts'
import type { Campaign } from './schema/campaign.ts'

/** What the engine needs of a campaign; the page receives no more than this. */
export type DecidableCampaign = Omit<Campaign, 'problemSolved' | 'name' | 'goal'>

/** A campaign made ready for many decisions. */
export interface CompiledCampaign {
  readonly campaign: DecidableCampaign
  readonly version: number
  /** True when it may interrupt: modal and NPS. Cards and gates stand where the host put them. */
  readonly interruptive: boolean
  readonly selling: boolean
  readonly place: string
  readonly audience: (facts: object) => boolean
  readonly where: ((properties: object) => boolean) | undefined
  readonly from: number
  readonly until: number
}

export type { Condition }
