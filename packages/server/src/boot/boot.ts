import { assignArm, eventFactName, pathsOf, type DecisionInput, type DecisionSettings } from '@espalier/core'
import type { Boot, BootCampaign, Settings } from '@espalier/core/schema'
import { armFor } from '../decisions/arms.ts'
import { factsOf } from '../decisions/facts.ts'
import type { RuleCampaign, Rules } from '../decisions/rules.ts'
import type { Subject } from '../decisions/subject.ts'
import { isSpared } from './care.ts'
import { historyFor } from './history.ts'
import { foldAudiences } from './audiences.ts'
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
  const { settings } = rules
  const facts = factsOf(subject, rules, now)
  const assigned = armsOf(subject, rules)
  const input: DecisionInput = {
    now,
    moment: { on: 'load' },
    facts,
    history: subject.history,
    settings: { ...decisionSettings(settings), cancelEvent: settings.cancelEvent },
    user: subject.id,
    account: subject.accountId,
    consent: true,
    assigned,
    armed: subject.armed,
  }
  const open = rules.running.filter((one) => canShow(one, input, now + TTL * 1000))
  const triggered = open.flatMap((one) => {
    const trigger = foldTrigger(one, input)
    return trigger ? [{ ...one, trigger }] : []
  })
  const { spared = [], offered = [] } = Object.groupBy(triggered, (one) => (isSpared(one, input) ? 'spared' : 'offered'))
  const campaigns = foldAudiences(offered, facts).map(({ version, definition, trigger, audience }): BootCampaign => {
    const { name: _, problemSolved: __, goal: ___, ...campaign } = definition
    const arm = assigned[definition.id]
    return { version, campaign: { ...campaign, trigger, audience }, ...(arm !== undefined && { assigned: arm }) }
  })
  const sent = new Set(campaigns.map(({ campaign }) => campaign.id))
  const only = <T>(all: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(all).filter(([id]) => sent.has(id)))
  const boot: Boot = {
    at: now,
    ttl: TTL,
    ...(subject.userId !== undefined && { userId: subject.userId }),
    ...(subject.accountId !== subject.id && { groupId: subject.accountId }),
    campaigns,
    facts: { plan: facts.plan, survey: only(facts.survey), campaign: only(facts.campaign) },
    ...countersFor(subject, campaigns, rules),
    entitlements: subject.entitlements,
    history: historyFor(subject.history, sent),
    settings: decisionSettings(settings),
  }
  return { boot, spared: foldAudiences(spared, facts).map(({ id }) => ({ campaign: id, account: subject.accountId })) }
}

/** Arms that the page could not work out: those from outside, and those kept from before that the hash would give differently. */
function armsOf({ accountId, arms }: Subject, rules: Rules): Record<string, string> {
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
  campaigns: readonly BootCampaign[],
  { definitions }: Rules,
): Pick<Boot, 'counters' | 'accountCounters' | 'events'> {
  const [own, accounts] = [new Set<string>(), new Set<string>()]
  for (const path of campaigns.flatMap(({ campaign }) => pathsOf(campaign.audience))) {
    const [root, name = ''] = path.split('.', 2)
    if (root === 'event') own.add(name)
    else if (root === 'accountEvent') accounts.add(name)
  }
  const custom = new Set(definitions.events.map(({ id }) => id))
  const pick = (all: Subject['counters'], names: ReadonlySet<string>) =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, state]) => {
        if (name.startsWith('#')) return names.has(name.slice(1)) ? [[name.slice(1), state] as const] : []
        return names.has(eventFactName(name)) && !custom.has(eventFactName(name)) ? [[name, state] as const] : []
      }),
    )
  return {
    counters: pick(counters, own),
    accountCounters: pick(accountCounters, accounts),
    events: definitions.events.flatMap(({ id, event, where }) => (own.has(id) || accounts.has(id) ? { id, event, where } : [])),
  }
}

function decisionSettings(settings: Settings): DecisionSettings {
  const { holdout, zone, budget, requireConsent, surveySampling, surveys, healthBelow, detractorDays, care } = settings
  return { holdout, zone, budget, requireConsent, surveySampling, surveys, healthBelow, detractorDays, care }
}
