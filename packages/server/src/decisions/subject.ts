import type { CounterState, History } from '@espalier/core'
import type { Catalog, Entitlement, Plan, Settings } from '@espalier/core/schema'
import { ownedPlans } from '../billing/follow-plan.ts'
import type { Account, Person } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { entitlementsOf } from './entitlements.ts'

/** Whom a decision is about: all that is known of one person within one account. */
export interface Subject {
  id: string
  /** The account's id; the person's where there is none. */
  accountId: string
  /** Undefined before the first event. */
  person?: Person
  account?: Account
  plan?: Plan
  entitlements: Record<string, Entitlement>
  /** The person's counters by event name. */
  counters: Record<string, CounterState>
  history: History
  /** Last answers to surveys, by campaign. */
  scores: readonly { campaign: string; score: number; at: number }[]
}

/** How somebody is named: as page or server know them. */
export interface SubjectName {
  userId?: string | undefined
  anonymousId?: string | undefined
  groupId?: string | undefined
}

/** Reads everything about one person and their account at `now`: a fixed number of small queries. */
export async function loadSubject(
  store: Store,
  { userId, anonymousId, groupId }: SubjectName,
  { catalog, settings }: { catalog: Catalog; settings: Settings },
  now: number,
): Promise<Subject> {
  const { people, exposures, billing } = store
  const id = userId ?? (anonymousId && (await people.aliases([anonymousId])).get(anonymousId)) ?? anonymousId ?? ''
  const person = (await people.persons([id])).get(id)
  const accountId = groupId ?? person?.account ?? id
  const events = catalog.features.flatMap(({ event }) => event ?? [])
  const [accounts, subscriptions, usage, metered, accountCounters, counters, history, scores] = await Promise.all([
    people.accounts([accountId]),
    billing.subscriptionsOf(accountId),
    people.usage([accountId]),
    people.metered([accountId]),
    events.length > 0 ? people.counters('account', [accountId], events) : [],
    people.counters('person', [id]),
    exposures.historyOf(id, accountId, now),
    exposures.scoresOf(id),
  ])
  const account = accounts.get(accountId)
  const owned = new Set(ownedPlans(subscriptions).map(({ plan }) => plan))
  const planId = account?.plan ?? catalog.defaultPlan
  const plan = catalog.plans.find((one) => one.id === planId)
  const extras = catalog.plans.filter((one) => one.kind !== 'plan' && owned.has(one.id))
  const plans = plan ? [plan, ...extras] : extras
  return {
    id,
    accountId,
    ...(person && { person }),
    ...(account && { account }),
    ...(plan && { plan }),
    entitlements: entitlementsOf({ catalog, plans, usage, metered, counters: accountCounters, zone: settings.zone, now }),
    counters: Object.fromEntries(counters.map(({ name, state }) => [name, state])),
    history: { ...history, firstSeenAt: person?.firstSeenAt ?? now },
    scores,
  }
}
