import type { ToldCoupon, ToldDiscount } from '../store/discounts.ts'
import type { Store } from '../store/store.ts'
import { followPlan } from './follow-plan.ts'
import { termsOf } from './read-items.ts'
import { rebuildLedger } from './rebuild-ledger.ts'
import type { StripeDiscountObject, StripeEvent } from './stripe-event.ts'

const TAKEN = 'customer.discount.deleted'

/** A discount as an event of Stripe tells it; undefined where it is nobody's, or of no coupon. */
export function discountIn(event: StripeEvent, told: StripeDiscountObject, customer = told.customer): ToldDiscount | undefined {
  const coupon = told.coupon ?? told.source?.coupon
  if (!coupon || !customer) return undefined
  const at = event.created * 1000
  const apart = told.subscription || told.subscription_item || told.invoice || told.invoice_item || told.checkout_session
  return {
    id: told.id ?? customer,
    event: event.id,
    at,
    start: (told.start ?? event.created) * 1000,
    ...(event.type === TAKEN && { end: at }),
    customer,
    general: !apart,
    ...(typeof coupon === 'string' ? { coupon } : { coupon: coupon.id, terms: termsOf(coupon) }),
  }
}

/**
 * Keeps what was told of a discount and books what that changes for the account of its customer. Needs a transaction.
 * @param now epoch milliseconds
 */
export async function applyDiscount(store: Store, told: ToldDiscount, now: number): Promise<void> {
  await store.billing.tellDiscount(told)
  await rework(store, told.customer, told.at, now)
}

/** The same for a coupon, for all whose discounts name it by its id alone. */
export async function applyCoupon(store: Store, told: ToldCoupon, now: number): Promise<void> {
  const known = await store.billing.couponTold(told.id)
  await store.billing.tellCoupon(told)
  // Stripe tells a coupon again whenever somebody renames it, and many may have it.
  const terms = JSON.stringify(told.terms)
  if (known.length > 0 && known.every((one) => JSON.stringify(one.terms) === terms)) return
  for (const customer of await store.billing.customersWith(told.id)) await rework(store, customer, told.at, now)
}

async function rework(store: Store, customer: string, at: number, now: number): Promise<void> {
  const account = await store.billing.accountOf(customer)
  if (account === undefined) return
  const before = await store.billing.subscriptionsOf(account)
  await rebuildLedger(store, account, now)
  const after = await store.billing.subscriptionsOf(account)
  // The dearest plan is the account's.
  if (JSON.stringify(after) !== JSON.stringify(before)) await followPlan(store, account, at, now)
}
