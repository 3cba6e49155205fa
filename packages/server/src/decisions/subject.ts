import { createCounter, eventFactName, type CounterState, type History } from '@espalier/core'
import type { Catalog, Entitlement, Plan } from '@espalier/core/schema'
import { ownedPlans } from '../billing/follow-plan.ts'
import type { RecordedArm } from '../store/exposures.ts'
import type { Account, MeteredUse, OwnedCounter, Person, ReportedUsage } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { entitlementsOf } from './entitlements.ts'
import type { Rules } from './rules.ts'

/** Whom a decision is about: all that is known of one person within one account. */
export interface Subject {
  id: string
  /** The account's id; the person's where there is none. */
  accountId: string
  /** The id by which the page knows the account, where that is another one: it became part of this account. */
  knownAs?: string
  /** The host's id, where the page named one. */
  userId?: string
  /** Undefined before the first event. */
  person?: Person
  account?: Account
  plan?: Plan
  entitlements: Record<string, Entitlement>
  /** The person's counters by event name; custom events are `#<id>`. */
  counters: Record<string, CounterState>
  /** The same for everybody of the account together. */
  accountCounters: Record<string, CounterState>
  history: History
  /** Last answers to surveys, by campaign. */
  scores: readonly { campaign: string; score: number; at: number }[]
  /** The arms in which the account met campaigns first. */
  arms: ReadonlyMap<string, RecordedArm>
  /** Campaigns with a `server` trigger that an event armed for the account, and when. */
  armed: Readonly<Record<string, number>>
}

/** How somebody is named: as page or server know them. */
export interface SubjectName {
  userId?: string | undefined
  anonymousId?: string | undefined
  groupId?: string | undefined
}

/** What is kept about a subject, as the store or a replay has it. */
export interface SubjectRows extends Pick<
  Subject,
  'id' | 'accountId' | 'knownAs' | 'userId' | 'person' | 'account' | 'scores' | 'arms' | 'armed'
> {
  /** Ids of the catalogue's items that are billed and may be used now; see `ownedPlans`. */
  owned: readonly string[]
  usage: readonly ReportedUsage[]
  metered: readonly MeteredUse[]
  /** Of the person, and of the account. */
  counters: readonly OwnedCounter[]
  accountCounters: readonly OwnedCounter[]
  /** Without `firstSeenAt` and `surveys`. */
  history: History
}

/** What an account has: its plan, where one is known, and with it the add-ons and packs that it owns. */
export function plansOf(account: Account | undefined, owned: readonly string[], catalog: Catalog): { plan?: Plan; plans: Plan[] } {
  const planId = account?.plan ?? catalog.defaultPlan
  const plan = catalog.plans.find((one) => one.id === planId)
  const extras = owned.length === 0 ? [] : catalog.plans.filter((one) => one.kind !== 'plan' && owned.includes(one.id))
  return plan ? { plan, plans: [plan, ...extras] } : { plans: extras }
}

/** Puts together what follows from the rows of a subject at `now`. */
export function subjectOf(rows: SubjectRows, { catalog, settings, surveys, reads }: Rules, now: number): Subject {
  const {
    id,
    accountId,
    knownAs,
    userId,
    person,
    account,
    owned,
    usage,
    metered,
    counters,
    accountCounters,
    history,
    scores,
    arms,
    armed,
  } = rows
  const { plan, plans } = plansOf(account, owned, catalog)
  const subject: Subject = {
    id,
    accountId,
    entitlements: entitlementsOf({ catalog, plans, usage, metered, counters: accountCounters, zone: settings.zone, now }),
    counters: byName(counters, reads.person),
    accountCounters: byName(accountCounters, reads.account),
    history: { ...history, ...surveysOf(history, surveys), firstSeenAt: person?.firstSeenAt ?? now },
    scores,
    arms,
    armed,
  }
  // One by one: spreading what may be missing is most of the work where a long past is replayed.
  if (userId !== undefined) subject.userId = userId
  if (knownAs !== undefined) subject.knownAs = knownAs
  if (person) subject.person = person
  if (account) subject.account = account
  if (plan) subject.plan = plan
  return subject
}

/** Counters by name. What rules read and never happened is there too, as nothing: to them it is 0 times, not unknown. */
function byName(counters: readonly OwnedCounter[], reads: ReadonlySet<string>): Record<string, CounterState> {
  const counted: [name: string, state: CounterState][] = []
  const known = new Set<string>()
  for (const { name, state } of counters) {
    counted.push([name, state])
    known.add(eventFactName(name))
  }
  for (const name of reads) if (!known.has(name)) counted.push([name, createCounter()])
  return Object.fromEntries(counted)
}

/** When the person last saw and last answered a question of any campaign. */
function surveysOf({ campaigns }: History, surveys: ReadonlySet<string>): Pick<History, 'surveys'> {
  let [found, shownAt, answeredAt] = [false, -Infinity, -Infinity]
  for (const [id, { lastShownAt = -Infinity, response, respondedAt = 0 }] of Object.entries(campaigns)) {
    if (!surveys.has(id)) continue
    found = true
    shownAt = Math.max(shownAt, lastShownAt)
    if (response === 'answered') answeredAt = Math.max(answeredAt, respondedAt)
  }
  if (!found) return {}
  return { surveys: { ...(shownAt > -Infinity && { shownAt }), ...(answeredAt > -Infinity && { answeredAt }) } }
}

/** Reads everything about one person and their account at `now` that the rules ask for: a fixed number of small queries. */
export async function loadSubject(
  store: Store,
  { userId, anonymousId, groupId }: SubjectName,
  rules: Rules,
  now: number,
): Promise<Subject> {
  const { people, exposures, billing } = store
  const id = userId ?? (anonymousId && (await people.aliases([anonymousId])).get(anonymousId)) ?? anonymousId ?? ''
  const person = (await people.persons([id])).get(id)
  const { reads, armedBy, paced, catalog, merged } = rules
  const named = groupId ?? person?.account ?? id
  const accountId = merged.get(named) ?? named
  const rowsOfBoth = () =>
    Promise.all([
      people.accounts([accountId]),
      // A plan is the account's own; of what was bought only add-ons and packs are asked for.
      catalog.plans.some(({ kind }) => kind !== 'plan') ? billing.subscriptionsOf(accountId) : [],
      people.usage([accountId]),
      catalog.features.some(({ kind }) => kind === 'metered') ? people.metered([accountId]) : [],
      people.countersRead('account', accountId, reads.account),
      people.countersRead('person', id, reads.person),
      exposures.pastOf(id, accountId, now, paced),
      exposures.armsOf([accountId]),
      armedBy.size > 0 ? exposures.armedFor(accountId) : {},
    ])
  const [accounts, subscriptions, usage, metered, accountCounters, counters, past, arms, armed] = await store.together(rowsOfBoth)
  const account = accounts.get(accountId)
  const rows: SubjectRows = {
    id,
    accountId,
    ...(named !== accountId && { knownAs: named }),
    ...(userId !== undefined && { userId }),
    ...(person && { person }),
    ...(account && { account }),
    owned: ownedPlans(subscriptions).map(({ plan }) => plan),
    usage,
    metered,
    counters,
    accountCounters,
    ...past,
    arms: arms.get(accountId) ?? new Map<string, RecordedArm>(),
    armed,
  }
  return subjectOf(rows, rules, now)
}
