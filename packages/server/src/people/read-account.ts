import { toLimit } from '@espalier/core'
import type { Entitlement } from '@espalier/core/schema'
import type { z } from 'zod'
import { toMajor } from '../billing/money.ts'
import { isCounted } from '../billing/mrr.ts'
import { ENDED } from '../billing/recognition.ts'
import { loadRules } from '../decisions/rules.ts'
import { loadSubject } from '../decisions/subject.ts'
import type { MonthlyAmount, SubscriptionState } from '../store/billing.ts'
import type { AccountExposure } from '../store/exposures.ts'
import type { Account } from '../store/people.ts'
import type { Store } from '../store/store.ts'
import { isoTime, isoTimes, toAccountSummary, toRecorded, toUserSummary } from './present.ts'
import { TIMELINE } from './read-user.ts'
import { toldMovements } from './told-movements.ts'
import type { account } from './shapes.ts'

type AccountAnswer = z.infer<typeof account>

const MOST_USERS = 100

/** One account with everything about it, also by the id of one that is part of it; undefined when there is none. A person without an account is one of their own. */
export async function readAccount(store: Store, named: string, now: number): Promise<AccountAnswer | undefined> {
  const { people, exposures, billing, events, merges } = store
  const rules = await loadRules(store)
  const id = rules.merged.get(named) ?? named
  const person = (await people.persons([id])).get(id)
  const known = (await people.accounts([id])).get(id) ?? (person && accountOfOne(person))
  if (!known) return undefined
  const { entitlements } = await loadSubject(store, { userId: id, groupId: id }, rules, now)
  const members = await people.membersOf(id, MOST_USERS)
  const movements = await toldMovements(store, id, rules.settings, now)
  const { mutedUntil: _, notAFitUntil: __, detractorAt: ___, ...care } = known.care
  return {
    ...toAccountSummary(known, rules.catalog.defaultPlan),
    care: { ...care, ...isoTimes(known.care, 'mutedUntil', 'notAFitUntil', 'detractorAt') },
    features: Object.entries(entitlements).map(([feature, { allowed }]) => ({ feature, allowed })),
    usage: Object.entries(entitlements).flatMap(([feature, one]) => (one.kind === 'metered' ? [toUsage(feature, one, now)] : [])),
    users: (members.length === 0 && person && person.account === undefined ? [person] : members).map(toUserSummary),
    exposures: (await exposures.exposuresOf(id)).map(toExposure),
    stripeCustomers: await billing.customersOf(id),
    subscriptions: (await billing.subscriptionsOf(id)).map((one) => toSubscription(one, movements)),
    movements,
    mergedFrom: (await merges.of(id)).map(({ account, at }) => ({ id: account, at: isoTime(at) })),
    events: (await events.list({ account: id }, TIMELINE)).map(toRecorded),
  }
}

function accountOfOne({ id, firstSeenAt, lastSeenAt }: { id: string; firstSeenAt: number; lastSeenAt: number }): Account {
  return { id, traits: {}, care: {}, firstSeenAt, lastSeenAt }
}

/** Usage of a metered feature against its limit at `now`. */
export function toUsage(
  feature: string,
  { name, used = 0, limit, resetsAt, pace }: Entitlement,
  now: number,
): AccountAnswer['usage'][number] {
  const read = toLimit({ used, limit, pace, resetsAt: resetsAt === undefined ? undefined : Date.parse(resetsAt) }, now)
  return {
    feature,
    name,
    used: read.used,
    ...(read.limit !== undefined && { limit: read.limit }),
    state: read.state,
    ...isoTimes(read, 'resetsAt', 'forecastAt'),
  }
}

function toExposure({ person, at, ...one }: AccountExposure): AccountAnswer['exposures'][number] {
  const { campaign, version, arm, heldOut, shown } = one
  const times = isoTimes(one, 'shownAt', 'engagedAt', 'acceptedAt', 'answeredAt', 'dismissedAt')
  return { campaign, version, arm, heldOut, shown, user: person, at: isoTime(at), ...times }
}

function toSubscription(
  { subscription, customer, status, currency, mrr, items, at, term, countsUntil }: SubscriptionState,
  movements: AccountAnswer['movements'],
): AccountAnswer['subscriptions'][number] {
  const isPending = countsUntil !== undefined
  const isLost = !isPending && isCounted(status) && mrr.num === 0 && items.some((item) => item.mrr.num > 0)
  const last = movements.findLast((one) => one.subscription === subscription)
  const major = ({ num, den }: MonthlyAmount) => toMajor(Math.round(num / den), currency)
  return {
    id: subscription,
    customer,
    status,
    currency,
    mrr: major(mrr),
    items: items.map(({ price, plan, quantity, mrr: monthly, discount, unread }) => ({
      price,
      ...(plan && { plan }),
      quantity,
      mrr: major(monthly),
      ...(discount !== undefined && { discount }),
      ...(unread && { unread }),
    })),
    at: isoTime(at),
    ...isoTimes({ endsAt: status === ENDED ? undefined : term?.endsAt, paidUntil: term?.paidUntil }, 'endsAt', 'paidUntil'),
    ...(isPending && { churn: { how: 'pending', at: isoTime(countsUntil) } }),
    ...(isLost && { churn: { how: 'counted', at: last?.at ?? isoTime(at) } }),
  }
}
