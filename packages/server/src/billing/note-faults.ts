import type { About, Faults } from '../hooks/faults.ts'
import { HttpError } from '../http/errors.ts'
import type { SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { customerOf, type Outcome } from './apply-event.ts'
import { createExchange } from './exchange.ts'
import { stripeSubscription, type StripeEvent, type StripeSubscription } from './stripe-event.ts'

const DAY = 86_400_000

/** Notes why a request of Stripe was refused, where that is something to mend. */
export function noteRefused(faults: Faults, error: unknown): void {
  if (!(error instanceof HttpError) || error.status !== 400) return
  const { code, details } = error
  if (code === 'signature-invalid') return faults.note('stripe-signature', { code })
  faults.note('stripe-unreadable', { code, ...(details.field && { field: details.field }) })
}

/** Notes what an event of Stripe could not have its whole effect for. */
export async function noteApplied(faults: Faults, store: Store, { type, data }: StripeEvent, status: Outcome, now: number): Promise<void> {
  if (status === 'parked') return faults.note('account-missing', { type })
  const { id } = data.object
  const customer = customerOf({ type, data })
  if (customer !== undefined) await noteUnread(faults, store, customer)
  if (status !== 'applied' || !type.startsWith('customer.subscription.') || typeof id !== 'string') return
  const state = await store.billing.subscription(id)
  if (!state) return
  const told = stripeSubscription.safeParse(data.object)
  if (told.success) noteTiered(faults, told.data)
  for (const { plan, price, mrr } of state.items) if (plan === undefined && mrr.num > 0) faults.note('price-unknown', { price })
  await noteRate(faults, store, state, now)
}

/** Notes, unless they are told soon, that discounts of a customer are known by their ids alone: they come with events of their own. */
async function noteUnread(faults: Faults, store: Store, customer: string): Promise<void> {
  if (await unreadOf(store, customer)) faults.noteLater('discount-unread', customer, (later) => unreadOf(later, customer))
}

async function unreadOf({ billing }: Store, customer: string): Promise<About | undefined> {
  const account = await billing.accountOf(customer)
  const subscriptions = account === undefined ? [] : await billing.subscriptionsOf(account)
  const items = subscriptions.filter((one) => one.customer === customer && !OVER.has(one.status)).flatMap((one) => one.items)
  const missing = items.find(({ unread }) => unread)?.unread
  return missing && { missing, field: FIELDS[missing] }
}

/** Where events name what they do not tell. */
const FIELDS = { discount: 'data.object.discounts', coupon: 'data.object.source.coupon' } as const
const OVER: ReadonlySet<string> = new Set(['canceled', 'incomplete_expired'])

/** Notes prices of which events do not say what they bring. */
function noteTiered(faults: Faults, { items }: StripeSubscription): void {
  for (const { price } of items.data) {
    const { recurring, billing_scheme: scheme } = price
    if (scheme === 'tiered' && recurring && recurring.usage_type !== 'metered') faults.note('price-tiered', { price: price.id })
  }
}

/** Notes a currency of a subscription that has no rate of these days to the workspace's. */
export async function noteRate(faults: Faults, store: Store, { currency }: SubscriptionState, now: number): Promise<void> {
  const { currency: to } = await store.workspace.settings()
  if (currency === to) return
  const exchange = createExchange(to, await store.billing.ratesTo(to))
  if (!exchange.rateOn(currency, Math.floor(now / DAY))) faults.note('rate-missing', { currency, to })
}
