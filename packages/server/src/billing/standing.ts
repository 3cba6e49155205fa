import type { Catalog } from '@espalier/core/schema'
import type { SubscriptionState } from '../store/billing.ts'
import { isCounted, NOTHING, sumOf } from './mrr.ts'
import { readItems } from './read-items.ts'
import { stripeSubscription } from './stripe-event.ts'
import type { StripeEvent, StripeSubscription } from './stripe-event.ts'

/** The state that an event tells, as the ledger keeps it. */
export function stateOf(event: StripeEvent, subscription: StripeSubscription, account: string, catalog: Catalog): SubscriptionState {
  const items = readItems(subscription, catalog)
  return {
    subscription: subscription.id,
    account,
    customer: subscription.customer,
    status: subscription.status,
    items,
    currency: subscription.currency.toUpperCase(),
    mrr: isCounted(subscription.status) ? sumOf(items.map((item) => item.mrr)) : NOTHING,
    at: event.created * 1000,
    event: event.id,
  }
}

/** What the subscription was before an `updated` event, by its `previous_attributes`; undefined where the event does not say. */
export function subscriptionBefore(event: StripeEvent): StripeSubscription | undefined {
  const previous = event.data.previous_attributes
  if (!previous) return undefined
  const now = stripeSubscription.safeParse(event.data.object)
  if (!now.success) return undefined
  const known = new Map<unknown, object>(now.data.items.data.map((item) => [item.id, item]))
  const listed = (previous['items'] as { data?: unknown } | undefined)?.data
  const items = Array.isArray(listed)
    ? { items: { data: listed.map((item: { id?: unknown } | null) => ({ ...known.get(item?.id), ...item })) } }
    : { items: event.data.object['items'] }
  const before = stripeSubscription.safeParse({ ...event.data.object, ...previous, ...items })
  return before.success ? before.data : undefined
}

/** A text that is equal for two standings of a subscription that mean the same to the ledger. */
export function nameOf(subscription: Pick<StripeSubscription, 'status' | 'items' | 'discounts'>, catalog: Catalog): string {
  const items = readItems(subscription, catalog).map(({ id, price, quantity, discount = 0 }) => [id, price, quantity, discount])
  return JSON.stringify([subscription.status, items])
}
