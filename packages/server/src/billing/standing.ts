import type { Catalog } from '@espalier/core/schema'
import type { SubscriptionState } from '../store/billing.ts'
import { isCounted, NOT_YET, NOTHING, sumOf } from './mrr.ts'
import { readItems } from './read-items.ts'
import { stripeSubscription } from './stripe-event.ts'
import type { StripeEvent, StripeSubscription } from './stripe-event.ts'
import { termIn } from './term.ts'

const CREATED = 'customer.subscription.created'

/** Events that tell of a subscription without changing it. */
const UNCHANGED = new Set(['trial_will_end', 'pending_update_expired'].map((name) => `customer.subscription.${name}`))

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
    ...termOf(subscription),
    ...beforeOf(event, subscription, catalog),
  }
}

function beforeOf(event: StripeEvent, now: StripeSubscription, catalog: Catalog): Pick<SubscriptionState, 'before'> {
  if (event.type === CREATED) return { before: { status: NOT_YET, items: [], since: event.created * 1000 } }
  const before = UNCHANGED.has(event.type) ? now : subscriptionBefore(event)
  if (!before) return {}
  const since = (before.start_date ?? event.created) * 1000
  return { before: { status: before.status, items: readItems(before, catalog), since, ...termOf(before) } }
}

function termOf(subscription: StripeSubscription): Pick<SubscriptionState, 'term'> {
  const term = termIn(subscription)
  return term ? { term } : {}
}

/** What the subscription was before an `updated` event, by its `previous_attributes`; undefined where the event does not say. */
function subscriptionBefore(event: StripeEvent): StripeSubscription | undefined {
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
