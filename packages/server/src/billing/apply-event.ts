import { z } from 'zod'
import { HttpError, invalid } from '../http/errors.ts'
import { namingErased } from '../privacy/digests.ts'
import type { BillingEventStatus } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { applyCoupon, applyDiscount, discountIn } from './apply-discount.ts'
import { applySubscription } from './apply-subscription.ts'
import { countStripeEvent } from './count-stripe-event.ts'
import { linkCustomer } from './link-customer.ts'
import { termsOf } from './read-items.ts'
import { stateOf } from './standing.ts'
import {
  accountIn,
  metadata,
  reference,
  stripeCheckout,
  stripeCoupon,
  stripeCustomer,
  stripeDiscount,
  stripeSubscription,
} from './stripe-event.ts'
import type { StripeEvent } from './stripe-event.ts'

/** How far ahead a live event may be dated, milliseconds. Of test events Stripe's test clocks choose the time. */
const MOST_AHEAD = 86_400_000

/** Every subscription event carries the whole subscription, so all of them are followed alike. */
const SUBSCRIPTION = new Set(
  ['created', 'updated', 'deleted', 'paused', 'resumed', 'pending_update_applied', 'pending_update_expired', 'trial_will_end'].map(
    (name) => `customer.subscription.${name}`,
  ),
)
/** Kept for the record; what they mean for the revenue arrives as a status of the subscription. */
const RECORDED = new Set(['invoice.paid', 'invoice.payment_failed', 'charge.refunded'])
/** Of a subscription's discounts its own events have no more than the ids. */
const DISCOUNT = new Set(['customer.discount.created', 'customer.discount.updated', 'customer.discount.deleted'])
/** And of a discount's coupon, in newer versions of the API. */
const COUPON = new Set(['coupon.created', 'coupon.updated', 'coupon.deleted'])
/** They say which account a customer is. */
const LINKING = new Set(['checkout.session.completed', 'customer.created', 'customer.updated'])

/** True for a type that is read or kept for the record. */
export function isFollowed(type: string): boolean {
  return [SUBSCRIPTION, DISCOUNT, COUPON, LINKING, RECORDED].some((types) => types.has(type))
}

/** True for a type that is only kept for the record. */
export function isOnlyKept(type: string): boolean {
  return RECORDED.has(type)
}

/** A live event is dated further ahead than clocks differ: it would hide what really happens until then. */
export class AheadOfTime extends HttpError {
  constructor() {
    super(400, 'invalid-event', 'created: expected a time that is not in the future', { field: 'created', expected: 'at most a day ahead' })
  }
}

/** What became of an event; `duplicate` when it was known, `erased` when whoever it names was erased after it happened. */
export type Outcome = BillingEventStatus | 'duplicate' | 'erased'

/**
 * Keeps an event and applies it, both or neither. The same event has its effect once, however often and in whatever order events come.
 * Throws a 400 for an object that cannot be read, and `AheadOfTime`.
 * @param livemode whether this server follows live or test data; events of the other kind are ignored
 * @param now epoch milliseconds
 */
export function applyEvent(store: Store, event: StripeEvent, body: string, livemode: boolean, now: number): Promise<Outcome> {
  return store.transaction(async (inner) => {
    const customer = customerOf(event)
    const kept = { id: event.id, type: event.type, createdAt: event.created * 1000, receivedAt: now, status: 'recorded' as const, body }
    const about = { names: namesIn(event, customer), at: kept.createdAt }
    if ((await namingErased(inner.privacy, [about]))(about)) return 'erased'
    if (livemode && event.livemode && kept.createdAt > now + MOST_AHEAD) throw new AheadOfTime()
    if (!(await inner.billing.record({ ...kept, ...(customer ? { customer } : {}) }))) return 'duplicate'
    await inner.billing.forgetRefusal(event.id)
    if (event.livemode !== livemode) {
      await inner.billing.settle(event.id, 'ignored')
      return 'ignored'
    }
    const status = await effectOf(inner, event, now)
    await inner.billing.settle(event.id, status)
    const account = customer && (await inner.billing.accountOf(customer))
    if (account && status !== 'parked') await countStripeEvent(inner, event, account, now)
    return status
  })
}

async function effectOf(store: Store, event: StripeEvent, now: number): Promise<BillingEventStatus> {
  if (SUBSCRIPTION.has(event.type)) return subscriptionEffect(store, event, now)
  if (event.type === 'checkout.session.completed') {
    const { customer, client_reference_id, metadata } = read(stripeCheckout, event)
    // Where metadata name the account, the reference is free to name the decision that led here.
    return link(store, customer, accountIn(metadata) || client_reference_id || undefined, now)
  }
  if (event.type === 'customer.created' || event.type === 'customer.updated') {
    const { id, metadata, discount } = read(stripeCustomer, event)
    const linked = await link(store, id, accountIn(metadata), now)
    const told = discount ? discountIn(event, discount, id) : undefined
    if (!told) return linked
    await applyDiscount(store, told, now)
    return 'applied'
  }
  if (DISCOUNT.has(event.type)) {
    const told = discountIn(event, read(stripeDiscount, event))
    if (!told) return 'recorded'
    await applyDiscount(store, told, now)
    return 'applied'
  }
  if (COUPON.has(event.type)) {
    const { id, ...coupon } = read(stripeCoupon, event)
    await applyCoupon(store, { id, event: event.id, at: event.created * 1000, terms: termsOf(coupon) }, now)
    return 'applied'
  }
  return RECORDED.has(event.type) ? 'recorded' : 'ignored'
}

async function subscriptionEffect(store: Store, event: StripeEvent, now: number): Promise<BillingEventStatus> {
  const subscription = read(stripeSubscription, event)
  await link(store, subscription.customer, accountIn(subscription.metadata), now)
  const account = await store.billing.accountOf(subscription.customer)
  if (account === undefined) return 'parked'
  return applySubscription(store, stateOf(event, subscription, account, await store.workspace.catalog()), now)
}

async function link(
  store: Store,
  customer: string | null | undefined,
  account: string | undefined,
  now: number,
): Promise<BillingEventStatus> {
  if (!customer || !account) return 'recorded'
  await linkCustomer(store, customer, account, now)
  return 'applied'
}

function read<T extends z.ZodType>(schema: T, event: StripeEvent): z.output<T> {
  const parsed = schema.safeParse(event.data.object)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map((issue) => ({ ...issue, path: ['data', 'object', ...issue.path] }))
  throw invalid(new z.ZodError(issues), 'invalid-event')
}

/** The customer, the subscription, and the account that an event of Stripe names. */
function namesIn({ data: { object } }: StripeEvent, customer: string | undefined): (string | undefined)[] {
  const texts = [object['id'], object['subscription'], object['client_reference_id']].map((one) =>
    typeof one === 'string' ? one : undefined,
  )
  return [customer, ...texts, accountIn(metadata.safeParse(object['metadata']).data)]
}

/** The customer that an event of Stripe is about. */
export function customerOf(event: Pick<StripeEvent, 'type' | 'data'>): string | undefined {
  const { customer, id } = event.data.object
  const itself = /^customer\.[a-z]+$/.test(event.type)
  return reference.safeParse(itself ? id : customer).data
}
