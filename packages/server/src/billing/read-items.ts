import type { Catalog } from '@espalier/core/schema'
import type { BilledItem, DiscountRef } from '../store/billing.ts'
import type { CouponTerms } from '../store/discounts.ts'
import { discounted } from './discounted.ts'
import { NO_DISCOUNTS } from './known-discounts.ts'
import { monthlyOf } from './mrr.ts'
import type { StripeCouponTerms, StripeDiscount, StripeItem, StripePrice, StripeSubscription } from './stripe-event.ts'

/** The catalogue's plan that a price belongs to: by `stripePrice`, else by a lookup key or id equal to the price's id in the catalogue. */
function planOfPrice(price: StripePrice, catalog: Catalog): Catalog['plans'][number] | undefined {
  const plans = catalog.plans
  return (
    plans.find((plan) => plan.prices.some((one) => one.stripePrice === price.id)) ??
    plans.find((plan) => plan.prices.some((one) => one.id === price.lookup_key || one.id === price.id))
  )
}

/**
 * The items of a subscription as the ledger keeps them, less the discounts that the event itself writes whole. Tiered prices come
 * without their tiers and count as 0.
 */
export function readItems(subscription: Pick<StripeSubscription, 'items' | 'discounts' | 'discount'>, catalog: Catalog): BilledItem[] {
  const { items, discounts, discount } = subscription
  const shared = refsOf(discounts, discount)
  const read = items.data
    .filter((item) => item.price.recurring)
    .map((item) => readItem(item, catalog, shared))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const currency = items.data[0]?.price.currency.toUpperCase() ?? ''
  return discounted(read, { customer: '', currency, at: 0 }, NO_DISCOUNTS)
}

function readItem(item: StripeItem, catalog: Catalog, shared: readonly DiscountRef[]): BilledItem {
  const { price } = item
  const plan = planOfPrice(price, catalog)
  const own = refsOf(item.discounts)
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
    }),
    ...(own.length > 0 && { own }),
    ...(shared.length > 0 && { shared }),
  }
}

function packages(quantity: number, { transform_quantity: transform }: StripePrice): number {
  if (!transform) return quantity
  const exact = quantity / transform.divide_by
  return transform.round === 'up' ? Math.ceil(exact) : Math.floor(exact)
}

/** What a coupon takes off as long as its discount stands: nothing, where that ends by itself after one bill or some months. */
export function termsOf({ duration, percent_off, amount_off, currency, applies_to }: StripeCouponTerms): CouponTerms {
  if (duration !== 'forever') return {}
  const products = applies_to?.products ?? undefined
  if (typeof percent_off === 'number') return { percent: percent_off, ...(products && { products }) }
  if (typeof amount_off !== 'number') return {}
  return { amount: amount_off, ...(currency && { currency: currency.toUpperCase() }), ...(products && { products }) }
}

/** Discounts as the ledger keeps them: what an event writes whole by its terms, the others by their ids. */
function refsOf(discounts: readonly StripeDiscount[] | null | undefined, whole?: StripeDiscount | null): DiscountRef[] {
  const known = typeof whole === 'object' ? whole : undefined
  const named = (discounts ?? []).map((one) => (known && one === known?.id ? known : one))
  // Where a list is, the one beside it is in it.
  return (named.length === 0 && known ? [known] : named).flatMap(refOf)
}

function refOf(discount: StripeDiscount): DiscountRef[] {
  if (typeof discount === 'string') return [discount]
  const coupon = discount.coupon ?? discount.source?.coupon
  if (typeof coupon === 'object' && coupon) return [termsOf(coupon)]
  return discount.id ? [discount.id] : []
}
