import type { Catalog } from '@espalier/core/schema'
import type { BilledItem } from '../store/billing.ts'
import { monthlyOf } from './mrr.ts'
import type { StripeDiscount, StripeItem, StripePrice, StripeSubscription } from './stripe-event.ts'

/** The catalogue's plan that a price belongs to: by `stripePrice`, else by a lookup key or id equal to the price's id in the catalogue. */
function planOfPrice(price: StripePrice, catalog: Catalog): Catalog['plans'][number] | undefined {
  const plans = catalog.plans
  return (
    plans.find((plan) => plan.prices.some((one) => one.stripePrice === price.id)) ??
    plans.find((plan) => plan.prices.some((one) => one.id === price.lookup_key || one.id === price.id))
  )
}

/** The items of a subscription as the ledger keeps them. Tiered prices come without their tiers and count as 0. */
export function readItems(subscription: Pick<StripeSubscription, 'items' | 'discounts'>, catalog: Catalog): BilledItem[] {
  const shared = lastingShare(subscription.discounts)
  return subscription.items.data
    .filter((item) => item.price.recurring)
    .map((item) => readItem(item, catalog, shared))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

function readItem(item: StripeItem, catalog: Catalog, shared: number): BilledItem {
  const { price } = item
  const plan = planOfPrice(price, catalog)
  const discount = 1 - (1 - shared) * (1 - lastingShare(item.discounts))
  const quantity = item.quantity ?? (price.recurring?.usage_type === 'metered' ? 0 : 1)
  const terms = {
    interval: price.recurring?.interval ?? 'month',
    intervalCount: price.recurring?.interval_count ?? 1,
    metered: price.recurring?.usage_type === 'metered',
  } as const
  return {
    id: item.id,
    price: price.id,
    ...(price.product ? { product: price.product } : {}),
    ...(plan ? { plan: plan.id, kind: plan.kind } : {}),
    quantity,
    ...terms,
    mrr: monthlyOf({
      ...terms,
      unit: price.unit_amount_decimal ?? String(price.unit_amount ?? 0),
      quantity: packages(quantity, price),
      discount,
    }),
    ...(discount > 0 ? { discount } : {}),
  }
}

function packages(quantity: number, { transform_quantity: transform }: StripePrice): number {
  if (!transform) return quantity
  const exact = quantity / transform.divide_by
  return transform.round === 'up' ? Math.ceil(exact) : Math.floor(exact)
}

/**
 * The share that discounts take away for ever. Only `percent_off` coupons of duration `forever` lower recurring revenue; an offer
 * for some months ends by itself and is no contraction. Stripe names discounts by id unless they are expanded.
 */
export function lastingShare(discounts: readonly StripeDiscount[] | null | undefined): number {
  let kept = 1
  for (const discount of discounts ?? []) {
    if (typeof discount === 'string') continue
    const coupon = discount.coupon ?? discount.source?.coupon
    if (typeof coupon === 'object' && coupon?.duration === 'forever') kept *= 1 - (coupon.percent_off ?? 0) / 100
  }
  return 1 - kept
}
