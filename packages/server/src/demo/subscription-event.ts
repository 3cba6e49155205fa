import type { Catalog } from '@espalier/core/schema'

type Plan = Catalog['plans'][number]

/** What the demo's billing account tells: a subscription begins, its items change, or it ends. */
export interface SubscriptionChange {
  type: 'customer.subscription.created' | 'customer.subscription.updated' | 'customer.subscription.deleted'
  /** Id of the event; Stripe's begin with `evt_`. */
  id: string
  account: string
  /** Epoch milliseconds; Stripe keeps whole seconds. */
  at: number
  /** Plans and add-ons that are subscribed to from now on. */
  plans: readonly Plan[]
  /** With `updated`: what was subscribed to before. */
  before?: readonly Plan[]
  /** Which of the account's subscriptions it is, the first without a number. */
  number?: number
}

const MONTH = 30 * 86_400

/** Stripe's id of the demo account's customer. */
function customerOf(account: string): string {
  return `cus_${account}`
}

/**
 * The event as Stripe writes it since 2025-03-31: the billing period stands on the items, and `previous_attributes` holds
 * the whole old list of items. The account travels in the metadata of the subscription.
 */
export function subscriptionEvent(change: SubscriptionChange, apiVersion: string): Record<string, unknown> {
  // Rounded up: a purchase must not seem to come before the offer that was seen in the same second.
  const created = Math.ceil(change.at / 1000)
  const subscription = `sub_${change.account}${change.number === undefined ? '' : `_${change.number}`}`
  const ended = change.type === 'customer.subscription.deleted' ? created : null
  const items = (plans: readonly Plan[]) => ({
    object: 'list',
    data: plans.map((plan) => itemOf(plan, subscription, created)),
    has_more: false,
    url: `/v1/subscription_items?subscription=${subscription}`,
  })
  return {
    id: change.id,
    object: 'event',
    api_version: apiVersion,
    created,
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: change.type,
    data: {
      object: {
        id: subscription,
        object: 'subscription',
        status: ended === null ? 'active' : 'canceled',
        customer: customerOf(change.account),
        currency: 'jpy',
        created,
        start_date: created,
        billing_cycle_anchor: created,
        cancel_at: null,
        cancel_at_period_end: false,
        canceled_at: ended,
        collection_method: 'charge_automatically',
        discounts: [],
        ended_at: ended,
        items: items(change.plans),
        livemode: false,
        metadata: { espalier_account: change.account },
        pause_collection: null,
        trial_end: null,
        trial_start: null,
      },
      ...(change.before ? { previous_attributes: { items: items(change.before) } } : {}),
    },
  }
}

function itemOf(plan: Plan, subscription: string, created: number): Record<string, unknown> {
  const price = plan.prices[0]
  if (!price?.stripePrice) throw new Error(`the demo catalogue has no Stripe price for "${plan.id}"`)
  return {
    id: `si_${subscription}_${plan.kind}`,
    object: 'subscription_item',
    created,
    current_period_start: created,
    current_period_end: created + MONTH,
    discounts: [],
    metadata: {},
    price: {
      id: price.stripePrice,
      object: 'price',
      active: true,
      billing_scheme: 'per_unit',
      currency: price.currency.toLowerCase(),
      livemode: false,
      lookup_key: price.id,
      metadata: {},
      product: `prod_${plan.id}`,
      recurring: { interval: price.interval, interval_count: 1, usage_type: 'licensed' },
      type: 'recurring',
      unit_amount: price.amount,
      unit_amount_decimal: String(price.amount),
    },
    quantity: 1,
    subscription,
  }
}
