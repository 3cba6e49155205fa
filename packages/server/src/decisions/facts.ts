import {
  campaignFacts,
  clockFacts,
  DETRACTOR,
  eventFactName,
  limitOf,
  readCounter,
  toLimitFacts,
  type CounterState,
  type EventFacts,
  type Facts,
  type LimitFacts,
} from '@espalier/core'
import { daysToDate, daysToYear } from './account-dates.ts'
import type { PersonCare } from '../store/people.ts'
import { phaseOf } from './phase.ts'
import type { Rules } from './rules.ts'
import type { Subject } from './subject.ts'
import type { Workspace } from './workspace.ts'

const DAY = 86_400_000

/** Whole days from one moment to another. */
const daysBetween = (from: number, to: number) => Math.max(0, Math.floor((to - from) / DAY))

/**
 * Everything that the server knows of a subject at `now`, as the tree that conditions read; only the page itself is missing.
 * `zone` is the one of the person's browser, for `local`.
 */
export function factsOf(subject: Subject, rules: FactRules, now: number, zone?: string): Facts {
  const { settings, reads } = rules
  return {
    ...answerFacts(subject, rules, now),
    event: eventFacts(subject.counters, reads.windows, now),
    accountEvent: eventFacts(subject.accountCounters, reads.windows, now),
    now: clockFacts(now, settings.zone),
    ...(zone !== undefined && { local: clockFacts(now, zone) }),
  }
}

/** What a workspace says about facts. */
type FactRules = Workspace & Pick<Rules, 'reads'>

const NO_EVENTS: Facts['event'] = {}

/** The facts that an answer to a page is made of: counters, which cost more than all the rest, and clocks are left to the page. */
export function answerFacts(subject: Subject, rules: Workspace, now: number): Facts {
  const { id, accountId, person, account, plan, entitlements, history, scores } = subject
  const { settings } = rules
  const entries = Object.entries(entitlements)
  const limits: [feature: string, facts: LimitFacts][] = []
  for (const [name, one] of entries) {
    const read = limitOf(one, now)
    if (read) limits.push([name, toLimitFacts(read, now)])
  }
  const limit = Object.fromEntries(limits)
  const health = healthFacts(subject, rules, now)
  return {
    user: {
      ...person?.traits,
      id,
      anonymous: person?.anonymous ?? true,
      daysSinceFirstSeen: person ? daysBetween(person.firstSeenAt, now) : 0,
    },
    account: {
      ...account?.traits,
      ...daysToDate('daysToRenewal', account?.traits['renewsAt'], settings.zone, now),
      ...daysToYear('daysToFiscalYear', account?.traits['fiscalYearStart'], settings.zone, now),
      id: accountId,
      phase: phaseOf({ health, limits: Object.values(limit), plan: plan?.id }, rules),
    },
    plan: plan ? { id: plan.id, kind: plan.kind, next: plan.next ?? null } : {},
    limit,
    feature: Object.fromEntries(entries.map(([name, { allowed }]) => [name, allowed])),
    event: NO_EVENTS,
    accountEvent: NO_EVENTS,
    survey: Object.fromEntries(scores.map(({ campaign, score, at }) => [campaign, { score, daysSince: daysBetween(at, now) }])),
    campaign: campaignFacts(history, now),
    health,
  }
}

/** Counters as facts. A custom event comes after the events of the host, so that it is the one that its name means. */
function eventFacts(counters: Record<string, CounterState>, windows: readonly number[], now: number): Facts['event'] {
  const own: [name: string, facts: EventFacts][] = []
  const custom: [name: string, facts: EventFacts][] = []
  for (const [name, state] of Object.entries(counters)) {
    const read = readCounter(state, now, windows)
    if (name.startsWith('#')) custom.push([eventFactName(name.slice(1)), read])
    else own.push([eventFactName(name), read])
  }
  return Object.fromEntries([...own, ...custom])
}

/** What the care gates read; a low score of the person or of anybody in the account counts, and so does the later of two dates. */
function healthFacts({ person, account, scores, accountCounters }: Subject, { settings }: Workspace, now: number): Facts['health'] {
  const { detractorAt = -Infinity, ...care } = account?.care ?? {}
  const health: { -readonly [name in keyof Facts['health']]: Facts['health'][name] } = care
  const lastLow = scores.reduce((last, { score, at }) => (score <= DETRACTOR ? Math.max(last, at) : last), detractorAt)
  const later = (name: keyof PersonCare) => Math.max(care[name] ?? -Infinity, person?.care?.[name] ?? -Infinity)
  const [mutedUntil, notAFitUntil] = [later('mutedUntil'), later('notAFitUntil')]
  const cancelledAt = accountCounters[settings.cancelEvent]?.l ?? -Infinity
  if (lastLow > -Infinity) health.detractorDays = daysBetween(lastLow, now)
  if (mutedUntil > -Infinity) health.mutedUntil = mutedUntil
  if (notAFitUntil > -Infinity) health.notAFitUntil = notAFitUntil
  if (cancelledAt > now - settings.cancelQuietDays * DAY) health.cancelling = true
  return health
}
