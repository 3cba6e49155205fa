import { compileCondition, type Groups } from './condition.ts'
import { compileGlob } from './glob.ts'
import { isSelling } from './motion.ts'
import { costOf, placeOf } from './place.ts'
import type { Campaign, CampaignState } from './schema/campaign.ts'
import type { SharedTests } from './sharing.ts'

/** What the engine needs of a campaign; the page receives no more than this. */
export type DecidableCampaign = Omit<Campaign, 'problemSolved' | 'name' | 'goal'>

/** A campaign made ready for many decisions. */
export interface CompiledCampaign {
  readonly campaign: DecidableCampaign
  readonly version: number
  readonly state: CampaignState
  /** What one impression costs; see `costOf`. */
  readonly cost: number
  /** True when it may interrupt: it costs 1 or more. */
  readonly interruptive: boolean
  readonly selling: boolean
  /** A slot's name, `gate:<feature>`, or `interruption`. */
  readonly place: string
  readonly audience: (facts: object) => boolean
  /** The trigger's condition over the properties of its event. */
  readonly where: (properties: object) => boolean
  /** The trigger's pattern over the path of the page. */
  readonly onPath: (path: unknown) => boolean
  /** Epoch milliseconds; infinite where the schedule is open. */
  readonly from: number
  readonly until: number
}

/**
 * Compiles conditions, dates and place once. `groups` are the lists that `$inGroup` refers to. Campaigns that are decided together may
 * share their tests.
 */
export function compileCampaign(
  campaign: DecidableCampaign,
  version: number,
  state: CampaignState = 'running',
  groups: Groups = {},
  shared?: SharedTests,
): CompiledCampaign {
  const { widget, trigger, schedule } = campaign
  const cost = costOf(widget)
  return {
    campaign,
    version,
    state,
    cost,
    interruptive: cost >= 1,
    selling: isSelling(campaign.motion),
    place: placeOf(widget),
    audience: compileCondition(campaign.audience, groups, shared),
    where: compileCondition((trigger.on === 'event' && trigger.where) || {}, groups),
    onPath: compileGlob(trigger.on === 'page' ? trigger.path : '*'),
    from: schedule?.from ? Date.parse(schedule.from) : -Infinity,
    until: schedule?.until ? Date.parse(schedule.until) : Infinity,
  }
}
