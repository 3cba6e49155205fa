import { compileCondition, type Groups } from './condition.ts'
import type { DecisionInput } from './decision.ts'
import { compileGlob } from './glob.ts'
import { missedBy } from './hours.ts'
import { isSelling } from './motion.ts'
import { costOf, INTERRUPTION, placeOf } from './place.ts'
import type { CampaignState, PageCampaign } from './schema/campaign.ts'
import type { SharedTests } from './sharing.ts'

/** What the engine needs of a campaign; the page receives no more than this. */
export type DecidableCampaign = PageCampaign

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
  /** Whether its trigger is a state that holds now: any moment, a limit, a page, what is visible. */
  readonly holds: (input: DecisionInput) => boolean
  /** The weekdays and hours of its schedule. */
  readonly inHours: (input: DecisionInput) => boolean
  /** Epoch milliseconds; infinite where the schedule is open. */
  readonly from: number
  readonly until: number
}

const always = (): boolean => true
const never = (): boolean => false

/** Compiles a campaign of which nothing is left to ask but the moment: no rule, no pattern, no hours. */
export function compileSettled(campaign: DecidableCampaign, version: number, state: CampaignState = 'running'): CompiledCampaign {
  const { widget, schedule, trigger } = campaign
  const cost = costOf(widget)
  return {
    campaign,
    version,
    state,
    cost,
    interruptive: cost >= 1,
    selling: isSelling(campaign.motion),
    place: placeOf(widget),
    audience: always,
    where: always,
    holds: trigger.on === 'load' ? always : never,
    inHours: always,
    from: schedule?.from ? Date.parse(schedule.from) : -Infinity,
    until: schedule?.until ? Date.parse(schedule.until) : Infinity,
  }
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
  const { trigger, schedule } = campaign
  const settled = compileSettled(campaign, version, state)
  const onPath = compileGlob(trigger.on === 'page' ? trigger.path : '*')
  return {
    ...settled,
    audience: compileCondition(campaign.audience, groups, shared),
    where: compileCondition((trigger.on === 'event' && trigger.where) || {}, groups),
    // What is open without a page holds there.
    holds: ({ facts, page }) => {
      if (trigger.on === 'limit') return Number(facts.limit[trigger.feature]?.ratio) >= trigger.ratio
      if (trigger.on === 'page') return !page || onPath(facts.page?.['path'])
      if (trigger.on !== 'visible') return trigger.on === 'load'
      return !page?.visible || settled.place === INTERRUPTION || page.visible.includes(settled.place)
    },
    inHours: schedule?.weekdays || schedule?.hours ? (input) => !missedBy({ campaign }, input) : always,
  }
}
