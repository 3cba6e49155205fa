import { clockFacts, eventFactName, readCounter, toLimit, toLimitFacts, type Fact, type Facts } from '@espalier/core'
import type { Entitlement } from '@espalier/core/schema'
import { DETRACTOR } from './detractor.ts'
import type { Subject } from './subject.ts'

const DAY = 86_400_000

/** Whole days from one moment to another. */
const daysBetween = (from: number, to: number) => Math.max(0, Math.floor((to - from) / DAY))

/** Everything that the server knows of a subject at `now`, as the tree that conditions read; only the page itself is missing. */
export function factsOf(subject: Subject, zone: string, now: number): Facts {
  const { id, accountId, person, account, plan, entitlements, counters, history, scores } = subject
  const entries = Object.entries(entitlements)
  const limits = entries.filter(([, { kind }]) => kind === 'metered').map(([name, one]) => [name, limitFacts(one, now)] as const)
  return {
    user: {
      ...person?.traits,
      id,
      anonymous: person?.anonymous ?? true,
      daysSinceFirstSeen: person ? daysBetween(person.firstSeenAt, now) : 0,
    },
    account: { ...account?.traits, id: accountId },
    plan: plan ? { id: plan.id, kind: plan.kind, next: plan.next ?? null } : {},
    limit: Object.fromEntries(limits),
    feature: Object.fromEntries(entries.map(([name, { allowed }]) => [name, allowed])),
    accountEvent: {},
    event: Object.fromEntries(Object.entries(counters).map(([name, state]) => [eventFactName(name), readCounter(state, now)])),
    survey: Object.fromEntries(scores.map(({ campaign, score, at }) => [campaign, { score, daysSince: daysBetween(at, now) }])),
    campaign: Object.fromEntries(
      Object.entries(history.campaigns).map(([campaign, { shown, lastShownAt, response = null }]): [string, Fact] => [
        campaign,
        { shown, daysSinceShown: lastShownAt === undefined ? null : daysBetween(lastShownAt, now), response },
      ]),
    ),
    health: healthFacts(subject, now),
    now: clockFacts(now, zone),
  }
}

function limitFacts({ used = 0, limit, resetsAt, pace }: Entitlement, now: number) {
  return toLimitFacts(toLimit({ used, limit, pace, resetsAt: resetsAt === undefined ? undefined : Date.parse(resetsAt) }, now), now)
}

/** What the care gates read; a low score of the person or of anybody in the account counts. */
function healthFacts({ account, scores }: Subject, now: number): Facts['health'] {
  const { detractorAt = -Infinity, ...care } = account?.care ?? {}
  const lastLow = Math.max(detractorAt, ...scores.flatMap(({ score, at }) => (score <= DETRACTOR ? at : [])))
  return lastLow === -Infinity ? care : { ...care, detractorDays: daysBetween(lastLow, now) }
}
