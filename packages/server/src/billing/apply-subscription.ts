import type { Catalog } from '@espalier/core/schema'
import type { BillingEventStatus, SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { followPlan } from './follow-plan.ts'
import { movementOf, revenueOf } from './movement.ts'
import { netOf } from './net.ts'
import { newestOf } from './newest-state.ts'
import { stateOf, subscriptionBefore } from './standing.ts'
import type { StripeEvent, StripeSubscription } from './stripe-event.ts'

/**
 * Brings a subscription to what an event tells, unless something newer is known, and books what that changes for the account.
 * Needs a transaction.
 * @param now epoch milliseconds
 */
export async function applySubscription(
  store: Store,
  event: StripeEvent,
  subscription: StripeSubscription,
  account: string,
  now: number,
): Promise<BillingEventStatus> {
  const catalog = await store.workspace.catalog()
  const current = await store.billing.subscription(subscription.id)
  const told = stateOf(event, subscription, account, catalog)
  const newest = await newestOf(store, told, current, catalog)
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
    const movement = { id: event.id, account, subscription: subscription.id, at, currency, event: event.id, ...change }
    const { replaced, booked } = netOf(await store.billing.movementsOf(account), movement, revenueOf(after.filter(inCurrency)))
    await store.billing.removeMovements(replaced.map((one) => one.id))
    if (booked) await store.billing.addMovement(booked)
  }
  await followPlan(store, account, newest.at, now)
  return 'applied'
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
