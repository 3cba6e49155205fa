import type { Catalog } from '@espalier/core/schema'
import type { BillingEventStatus, SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { followPlan } from './follow-plan.ts'
import { lastOf } from './chain.ts'
import type { Step } from './chain.ts'
import { movementOf } from './movement.ts'
import { nameOf, nameOfState, stateOf, subscriptionBefore } from './standing.ts'
import { stripeEvent, stripeSubscription } from './stripe-event.ts'
import type { StripeEvent, StripeSubscription } from './stripe-event.ts'

const ENDED = 'customer.subscription.deleted'

/**
 * Brings a subscription to what an event tells, unless something newer is known, and books what that changes for the account.
 * Needs a transaction.
 */
export async function applySubscription(
  store: Store,
  event: StripeEvent,
  subscription: StripeSubscription,
  account: string,
): Promise<BillingEventStatus> {
  const catalog = await store.workspace.catalog()
  const current = await store.billing.subscription(subscription.id)
  const told = stateOf(event, subscription, account, catalog)
  const newest = await newestOf(store, event, told, current, catalog)
  if (newest === current) return 'stale'
  const before = await store.billing.subscriptionsOf(account)
  if (!current) {
    const opening = await openingBalance(store, event, told, catalog)
    if (opening) before.push(opening)
  }
  const paidBefore = await store.billing.everPaid(account)
  await store.billing.saveState(newest)
  const after = await store.billing.subscriptionsOf(account)
  const inCurrency = (one: SubscriptionState) => one.currency === newest.currency
  const change = movementOf(before.filter(inCurrency), after.filter(inCurrency), paidBefore)
  if (change) {
    const { currency, at } = newest
    await store.billing.addMovement({ id: event.id, account, subscription: subscription.id, at, currency, event: event.id, ...change })
  }
  await followPlan(store, account, newest.at)
  return 'applied'
}

/** The state to stand at now: `current` when the event is older. Stripe dates to the second; ties are decided by what led to what. */
async function newestOf(
  store: Store,
  event: StripeEvent,
  told: SubscriptionState,
  current: SubscriptionState | undefined,
  catalog: Catalog,
): Promise<SubscriptionState> {
  if (!current || told.at > current.at) return told
  if (told.at < current.at) return current
  const kept = (await store.billing.eventsAt(told.customer, told.at)).filter((one) => one.status !== 'ignored')
  const rivals = kept.flatMap(({ body }) => readSubscription(body) ?? [])
  const same = rivals.filter((one) => one.subscription.id === told.subscription && one.event.type.startsWith('customer.subscription.'))
  const end = same.find((one) => one.event.type === ENDED)
  const steps = same.map((one) => stepOf(one.event, one.subscription, catalog))
  const base = (await store.billing.statesOf(told.subscription)).findLast((state) => state.at < told.at)
  const last = end?.event.id ?? lastOf(base && nameOfState(base), steps)?.event ?? event.id
  if (last === current.event) return current
  const winner = same.find((one) => one.event.id === last)
  return winner ? stateOf(winner.event, winner.subscription, told.account, catalog) : told
}

function readSubscription(body: string): { event: StripeEvent; subscription: StripeSubscription } | undefined {
  const event = stripeEvent.safeParse(JSON.parse(body))
  const subscription = stripeSubscription.safeParse(event.data?.data.object)
  return event.success && subscription.success ? { event: event.data, subscription: subscription.data } : undefined
}

function stepOf(event: StripeEvent, subscription: StripeSubscription, catalog: Catalog): Step {
  const before = subscriptionBefore(event)
  return { event: event.id, before: before && nameOf(before, catalog), after: nameOf(subscription, catalog) }
}

/**
 * What the account paid for a subscription before Espalier heard of it for the first time: without it, the first update of an
 * old customer would look like a new one.
 */
async function openingBalance(
  store: Store,
  event: StripeEvent,
  told: SubscriptionState,
  catalog: Catalog,
): Promise<SubscriptionState | undefined> {
  const before = subscriptionBefore(event)
  if (!before) return undefined
  const state = stateOf(event, before, told.account, catalog)
  if (state.mrr.num === 0) return undefined
  const at = Math.min((before.start_date ?? event.created) * 1000, told.at - 1)
  const opening = { ...state, at, event: `${event.id}:before` }
  await store.billing.addEarlierState(opening)
  return opening
}
