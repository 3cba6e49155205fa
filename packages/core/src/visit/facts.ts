import { readCounter } from '../counter.ts'
import { eventFactName, type EventFacts, type Fact, type Facts } from '../facts.ts'
import type { History } from '../frequency.ts'
import { type LimitFacts, toLimitFacts } from '../limit.ts'
import type { Boot } from '../schema/boot.ts'
import { clockFacts } from '../zone.ts'
import type { Person } from './person.ts'
import { limitOf } from './usage.ts'
import type { View } from './view.ts'

const DAY = 86_400_000
/** The highest score of a detractor: 0 to 6 (Reichheld, "The One Number You Need to Grow", 2003). */
export const DETRACTOR = 6

type Tree<T> = Record<string, T>

/**
 * What a page knows at `now`, as the tree that conditions read, with further `windows` of counters in days. Traits are not in it: the
 * server has folded them in.
 */
export function factsOfVisit(boot: Boot, person: Person, view: View | undefined, now: number, windows: readonly number[] = []): Facts {
  return readFacts(limitOf, boot, person, view, now, windows)
}

/** The facts that gates ask for where no rule is left: who it is, what they have, how they answered. */
export function settledFacts(boot: Boot, { anonymousId, userId, groupId }: Person): Facts {
  const feature: Tree<boolean> = {}
  for (const [id, { allowed }] of Object.entries(boot.entitlements)) feature[id] = allowed
  const { plan, survey, campaign } = boot.facts
  return {
    user: { id: userId ?? anonymousId, anonymous: userId === undefined },
    account: { id: groupId ?? userId ?? anonymousId },
    plan,
    survey,
    campaign,
    health: detractorOf(survey),
    feature,
    limit: {},
    event: {},
    accountEvent: {},
  }
}

/** All facts, with a reader of limits that a page has already. */
export function readFacts(
  readLimit: typeof limitOf,
  boot: Boot,
  person: Person,
  view: View | undefined,
  now: number,
  windows: readonly number[],
): Facts {
  const { path, url, title, device, locale } = view ?? {}
  const limit: Tree<LimitFacts> = {}
  for (const [id, entitlement] of Object.entries(boot.entitlements)) {
    const read = readLimit(entitlement, now)
    if (read) limit[id] = toLimitFacts(read, now)
  }
  return {
    ...settledFacts(boot, person),
    limit,
    event: eventFacts(boot.counters, now, windows),
    accountEvent: eventFacts(boot.accountCounters, now, windows),
    campaign: { ...boot.facts.campaign, ...campaignFacts(boot.history, now) },
    page: { path, url, title, device, locale },
    // Asking for a wall clock costs more than all the rest, and few rules do.
    get now() {
      return clockFacts(now, boot.settings.zone)
    },
    get local() {
      return clockFacts(now, view?.zone || boot.settings.zone)
    },
  }
}

/** What somebody saw and answered of each campaign, as facts. */
export function campaignFacts({ campaigns }: Pick<History, 'campaigns'>, now: number): Facts['campaign'] {
  const facts: Tree<Fact> = {}
  for (const [id, { shown, lastShownAt, response = null, respondedAt }] of Object.entries(campaigns)) {
    facts[id] = {
      shown,
      daysSinceShown: daysSince(lastShownAt, now),
      response,
      accepted: response === 'accepted',
      daysSinceAnswered: daysSince(respondedAt, now),
    }
  }
  return facts
}

function daysSince(at: number | undefined, now: number): number | null {
  return at === undefined ? null : Math.max(0, Math.floor((now - at) / DAY))
}

/** Counters as facts, with further `windows` in days. */
function eventFacts(counters: Boot['counters'], now: number, windows: readonly number[]): Tree<EventFacts> {
  const facts: Tree<EventFacts> = {}
  for (const [name, counter] of Object.entries(counters)) facts[eventFactName(name)] = readCounter(counter, now, windows)
  return facts
}

/** The server folds health in and keeps it; an unhappy answer of this page is not known there yet, and nobody sells after it. */
function detractorOf(survey: Facts['survey']): Facts['health'] {
  let days = Infinity
  for (const answer of Object.values(survey) as { score?: number; daysSince: number }[]) {
    if (typeof answer.score === 'number' && answer.score <= DETRACTOR) days = Math.min(days, answer.daysSince)
  }
  return days < Infinity ? { detractorDays: days } : {}
}
