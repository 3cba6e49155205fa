import { eventFactName, type EventFacts, type Fact, type Facts, type LimitFacts, readCounter, toLimitFacts } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'
import type { Identity, Traits } from './identity.ts'
import type { Page } from './platform/page.ts'
import type { WidgetHost } from './present.ts'

const DAY = 86_400_000
/** Answers up to this are a detractor's. */
const DETRACTOR = 6

type Tree<T> = Record<string, T>

/** Gathers what is known at `now` into the tree that conditions read. */
export function gatherFacts(
  boot: Boot,
  identity: Identity,
  page: Page,
  { locale, usage }: Pick<WidgetHost, 'locale' | 'usage'>,
  now: number,
): Facts {
  const { anonymousId, userId, groupId } = identity.person()
  const limit: Tree<LimitFacts> = {}
  const feature: Tree<boolean> = {}
  for (const [id, entitlement] of Object.entries(boot.entitlements)) {
    feature[id] = entitlement.allowed
    const read = usage(id)
    if (read) limit[id] = toLimitFacts(read, now)
  }
  const event: Tree<EventFacts> = {}
  for (const [name, counter] of Object.entries(boot.counters)) event[eventFactName(name)] = readCounter(counter, now)
  const campaign: Tree<Fact> = { ...boot.facts.campaign }
  for (const [id, { shown, lastShownAt, response = null }] of Object.entries(boot.history.campaigns)) {
    campaign[id] = { shown, daysSinceShown: lastShownAt === undefined ? null : Math.floor((now - lastShownAt) / DAY), response }
  }
  return {
    user: { ...facts(identity.userTraits()), id: userId ?? anonymousId, anonymous: userId === undefined },
    account: { ...facts(identity.accountTraits()), id: groupId ?? userId ?? anonymousId },
    plan: boot.facts.plan,
    survey: boot.facts.survey,
    health: detractorOf(boot.facts.survey),
    limit,
    feature,
    event,
    accountEvent: {},
    campaign,
    page: { ...page.describe(), device: page.device(), locale: locale() },
    now: localTime(boot.settings.zone, now),
  }
}

function facts(traits: Traits): Tree<Fact> {
  return traits as Tree<Fact>
}

/** The server folds health in and keeps it; an unhappy answer of this page is not known there yet, and nobody sells after it. */
function detractorOf(survey: Facts['survey']): Facts['health'] {
  let days = Infinity
  for (const answer of Object.values(survey) as { score?: number; daysSince: number }[]) {
    if (typeof answer.score === 'number' && answer.score <= DETRACTOR) days = Math.min(days, answer.daysSince)
  }
  return days < Infinity ? { detractorDays: days } : {}
}

/** Hour, weekday (1 = Monday) and date in an IANA zone. */
function localTime(zone: string, now: number): Tree<Fact> {
  const time = new Date(now).toLocaleString('sv', { timeZone: zone })
  const date = time.slice(0, 10)
  return { date, hour: Number(time.slice(11, 13)), weekday: new Date(date).getUTCDay() || 7 }
}
