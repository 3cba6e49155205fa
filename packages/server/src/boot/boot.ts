import { assignArm, eventFactName, isSelling, type CounterState, type DecisionInput, type DecisionSettings } from '@espalier/core'
import type { Boot, BootCampaign, Definitions, Settings, Trigger } from '@espalier/core/schema'
import { armFor } from '../decisions/arms.ts'
import { answerFacts } from '../decisions/facts.ts'
import type { RuleCampaign, Rules } from '../decisions/rules.ts'
import type { Asked } from '../decisions/split-audience.ts'
import type { Subject } from '../decisions/subject.ts'
import { isSpared } from './care.ts'
import { historyFor } from './history.ts'
import { foldAudiences, type Folded } from './audiences.ts'
import { canShow } from './open-campaigns.ts'
import { foldTrigger } from './triggers.ts'

/** Seconds for which a page may decide without asking again. */
const TTL = 300
/** Lists of custom events that are remembered at most. */
const MOST_LISTS = 1000
/** Kinds of one campaign, by trigger and arm, that are remembered at most. */
const MOST_OWN = 64

/** A campaign that was meant for somebody whom a care gate spares. */
export interface Spared {
  campaign: string
  account: string
}

/**
 * What a page may know and show: campaigns that can still appear to this person, with everything the server knows folded in.
 * Pure: for the same subject, rules and time it is the same answer, so that a past one can be worked out again.
 */
export function bootOf(subject: Subject, rules: Rules, now: number): { boot: Boot; spared: Spared[] } {
  return openBoot(subject, rules, now).whole()
}

/** An answer of which no more is worked out than is asked for. */
export interface OpenBoot {
  /** True when the whole answer has this campaign. */
  sends(campaign: string): boolean
  whole(): { boot: Boot; spared: Spared[] }
}

/** Begins the answer of `bootOf`. The subject must not change until nobody asks any more. */
export function openBoot(subject: Subject, rules: Rules, now: number): OpenBoot {
  const { settings } = rules
  const facts = answerFacts(subject, rules, now)
  let arms: Record<string, string> | undefined
  const input: DecisionInput = {
    now,
    moment: { on: 'load' },
    facts,
    history: subject.history,
    settings: { ...decisionSettings(settings), cancelEvent: settings.cancelEvent },
    user: subject.id,
    account: subject.accountId,
    consent: true,
    // Few answers of a replay are asked for more than one campaign.
    get assigned() {
      return (arms ??= armsOf(subject, rules))
    },
    armed: subject.armed,
  }
  const triggerOf = (one: RuleCampaign) => (canShow(one, input, now + TTL * 1000) ? foldTrigger(one, input) : undefined)
  const whole = () => wholeBoot(subject, rules, input, triggerOf)
  return {
    sends(campaign) {
      const one = rules.running.find(({ id }) => id === campaign)
      if (!one?.split.server(facts)) return false
      // What became of other campaigns depends on which of them are sent.
      if (one.split.mixed) return whole().boot.campaigns.some((sent) => sent.campaign.id === campaign)
      return triggerOf(one) !== undefined && !isSpared(one, input)
    },
    whole,
  }
}

function wholeBoot(
  subject: Subject,
  rules: Rules,
  input: DecisionInput,
  triggerOf: (one: RuleCampaign) => Trigger | undefined,
): { boot: Boot; spared: Spared[] } {
  const { settings } = rules
  const { now, facts, assigned = {} } = input
  const spared: RuleCampaign[] = []
  const offered: RuleCampaign[] = []
  const triggers = new Map<RuleCampaign, Trigger>()
  for (const one of rules.running) {
    // First what rules out most of them, and is asked once for all that ask the same.
    const trigger = one.split.server(facts) ? triggerOf(one) : undefined
    if (!trigger) continue
    triggers.set(one, trigger)
    ;(isSpared(one, input) ? spared : offered).push(one)
  }
  const folded = foldAudiences(offered, facts)
  const campaigns = folded.map(({ one, asked }) => sentAs(one, asked, triggers.get(one) ?? one.definition.trigger, assigned[one.id]))
  const sent = new Set(campaigns.map(({ campaign }) => campaign.id))
  const only = <T>(all: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(all).filter(([id]) => sent.has(id)))
  const boot: Boot = {
    at: now,
    ttl: TTL,
    ...(subject.userId !== undefined && { userId: subject.userId }),
    ...(subject.accountId !== subject.id && { groupId: subject.accountId }),
    campaigns,
    facts: { plan: facts.plan, survey: only(facts.survey), campaign: only(facts.campaign) },
    ...countersFor(subject, folded, rules),
    entitlements: subject.entitlements,
    history: historyFor(subject.history, sent),
    settings: {
      ...decisionSettings(settings),
      // The page spares who starts to cancel without asking first.
      ...(settings.care.cancelling &&
        offered.some(({ definition }) => isSelling(definition.motion)) && { cancelEvent: settings.cancelEvent }),
    },
    ...(settings.privacy.gpc === 'respect' && { gpc: true }),
  }
  return { boot, spared: foldAudiences(spared, facts).map(({ one }) => ({ campaign: one.id, account: subject.accountId })) }
}

/** Campaigns by what is asked of the page, for those of which the server's part is folded in; shared like what is asked. */
const foldedCampaigns = new WeakMap<Asked, BootCampaign>()
/** By what most are sent of a campaign: what others are sent whose trigger is answered here or who keep an arm. */
const ownCampaigns = new WeakMap<BootCampaign, Map<string, BootCampaign>>()

/** What a page is sent of a campaign: one object for all who are sent the same, because its text is made but once. */
function sentAs(one: RuleCampaign, asked: Asked, trigger: Trigger, arm: string | undefined): BootCampaign {
  const shared = foldedAs(one, asked)
  const { version, campaign } = shared
  const asIs = trigger === campaign.trigger
  if (asIs && arm === undefined) return shared
  let known = ownCampaigns.get(shared)
  if (!known) ownCampaigns.set(shared, (known = new Map()))
  const key = JSON.stringify([asIs ? null : trigger, arm])
  let own = known.get(key)
  if (own) return own
  own = { version, campaign: asIs ? campaign : { ...campaign, trigger }, ...(arm !== undefined && { assigned: arm }) }
  // Arms that come from outside can be many.
  if (known.size >= MOST_OWN) known.clear()
  known.set(key, own)
  return own
}

function foldedAs({ sent, split }: RuleCampaign, asked: Asked): BootCampaign {
  if (asked === split.page) return sent
  const known = foldedCampaigns.get(asked)
  if (known) return known
  const folded = { version: sent.version, campaign: { ...sent.campaign, audience: asked.audience } }
  foldedCampaigns.set(asked, folded)
  return folded
}

/** Arms that the page could not work out: those from outside, and those kept from before that the hash would give differently. */
function armsOf({ accountId, arms }: Subject, rules: Rules): Record<string, string> {
  if (arms.size === 0) return {}
  return Object.fromEntries(
    rules.running.flatMap((one: RuleCampaign) => {
      const recorded = arms.get(one.id)
      const arm = recorded && armFor(one, accountId, recorded, rules)
      if (arm === undefined) return []
      const derived = one.definition.assignment === 'hash' && arm === assignArm(one.definition, accountId, rules.settings)
      return derived ? [] : [[one.id, arm] as const]
    }),
  )
}

/** The counters that the remaining rules read, by event name or id of the custom event, and how to go on counting the custom ones. */
function countersFor(
  { counters, accountCounters }: Subject,
  folded: readonly Folded[],
  { definitions }: Rules,
): Pick<Boot, 'counters' | 'accountCounters' | 'events'> {
  const [own, accounts] = [new Set<string>(), new Set<string>()]
  for (const { reads } of folded.map(({ asked }) => asked)) {
    for (const name of reads.own) own.add(name)
    for (const name of reads.account) accounts.add(name)
  }
  const custom = new Set(definitions.events.map(({ id }) => id))
  const pick = (all: Subject['counters'], names: ReadonlySet<string>) => {
    const picked: [name: string, state: CounterState][] = []
    if (names.size === 0) return {}
    for (const [name, state] of Object.entries(all)) {
      const read = name.startsWith('#') ? name.slice(1) : eventFactName(name)
      if (!names.has(read)) continue
      if (name.startsWith('#')) picked.push([read, state])
      else if (!custom.has(read)) picked.push([name, state])
    }
    return Object.fromEntries(picked)
  }
  return {
    counters: pick(counters, own),
    accountCounters: pick(accountCounters, accounts),
    events: eventsRead(definitions, (id) => own.has(id) || accounts.has(id)),
  }
}

/** By what is defined: lists of custom events by the ids in them. */
const eventLists = new WeakMap<Definitions, Map<string, Boot['events']>>()

/** The custom events that are read: one list for everybody for whom they are the same, because it is compiled where it is used. */
function eventsRead(definitions: Definitions, isRead: (id: string) => boolean): Boot['events'] {
  const read = definitions.events.filter(({ id }) => isRead(id))
  const key = read.map(({ id }) => id).join(' ')
  let lists = eventLists.get(definitions)
  if (!lists) eventLists.set(definitions, (lists = new Map()))
  let list = lists.get(key)
  if (!list) {
    if (lists.size >= MOST_LISTS) lists.clear()
    lists.set(key, (list = read.map(({ id, event, where }) => ({ id, event, where }))))
  }
  return list
}

/** The settings that a page decides with. */
export function decisionSettings(settings: Settings): DecisionSettings {
  const { holdout, zone, budget, requireConsent, surveySampling, surveys, healthBelow, detractorDays, care } = settings
  return { holdout, zone, budget, requireConsent, surveySampling, surveys, healthBelow, detractorDays, care }
}
