import { assignArm, eventFactName, isSelling, type CounterState, type DecisionInput, type DecisionSettings } from '@espalier/core'
import type { Boot, Settings, Trigger } from '@espalier/core/schema'
import { armFor } from '../decisions/arms.ts'
import { answerFacts } from '../decisions/facts.ts'
import type { RuleCampaign, Rules } from '../decisions/rules.ts'
import type { Subject } from '../decisions/subject.ts'
import { isSpared } from './care.ts'
import { historyFor } from './history.ts'
import { foldAudiences } from './audiences.ts'
import { mixOf, type Mix } from './mix.ts'
import { canShow } from './open-campaigns.ts'
import { foldTrigger } from './triggers.ts'

/** Seconds for which a page may decide without asking again. */
const TTL = 300

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
  /** Triggers that are answered here, and are others for the page. */
  const triggers = new Map<RuleCampaign, Trigger>()
  for (const one of rules.running) {
    // First what rules out most of them, and is asked once for all that ask the same.
    const trigger = one.split.server(facts) ? triggerOf(one) : undefined
    if (!trigger) continue
    if (trigger !== one.definition.trigger) triggers.set(one, trigger)
    ;(isSpared(one, input) ? spared : offered).push(one)
  }
  const folded = foldAudiences(offered, facts)
  const mix = mixOf(
    folded.map(({ one, asked }) => ({ one, asked, trigger: triggers.get(one) ?? one.definition.trigger, arm: assigned[one.id] })),
    rules,
  )
  const { campaigns, ids: sent } = mix
  const only = <T>(all: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(all).filter(([id]) => sent.has(id)))
  const boot: Boot = {
    at: now,
    ttl: TTL,
    ...(subject.userId !== undefined && { userId: subject.userId }),
    ...(subject.accountId !== subject.id && { groupId: subject.accountId }),
    campaigns,
    facts: { plan: facts.plan, survey: only(facts.survey), campaign: only(facts.campaign) },
    ...countersFor(subject, mix, rules),
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

/**
 * Arms that the page could not work out: those from outside, and those kept from before that the hash would give differently. A page that
 * knows the account by an id of before draws by that one.
 */
function armsOf({ accountId, knownAs = accountId, arms }: Subject, rules: Rules): Record<string, string> {
  if (arms.size === 0 && knownAs === accountId) return {}
  return Object.fromEntries(
    rules.running.flatMap((one: RuleCampaign) => {
      const recorded = arms.get(one.id)
      const arm = recorded || knownAs !== accountId ? armFor(one, accountId, recorded, rules) : undefined
      if (arm === undefined) return []
      const derived = one.definition.assignment === 'hash' && arm === assignArm(one.definition, knownAs, rules.settings)
      return derived ? [] : [[one.id, arm] as const]
    }),
  )
}

/** The counters that the remaining rules read, by event name or id of the custom event, and how to go on counting the custom ones. */
function countersFor(
  { counters, accountCounters }: Subject,
  { own, account, events }: Mix,
  { custom }: Rules,
): Pick<Boot, 'counters' | 'accountCounters' | 'events'> {
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
  return { counters: pick(counters, own), accountCounters: pick(accountCounters, account), events }
}

/** The settings that a page decides with. */
export function decisionSettings(settings: Settings): DecisionSettings {
  const { holdout, zone, budget, requireConsent, surveySampling, surveys, healthBelow, detractorDays, care } = settings
  return { holdout, zone, budget, requireConsent, surveySampling, surveys, healthBelow, detractorDays, care }
}
