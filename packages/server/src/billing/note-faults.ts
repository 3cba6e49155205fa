import type { Faults } from '../hooks/faults.ts'
import { HttpError } from '../http/errors.ts'
import type { SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import type { Outcome } from './apply-event.ts'
import { createExchange } from './exchange.ts'
import { lastingShare } from './read-items.ts'
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
  if (status !== 'applied' || !type.startsWith('customer.subscription.') || typeof id !== 'string') return
  const state = await store.billing.subscription(id)
  if (!state) return
  const told = stripeSubscription.safeParse(data.object)
  if (told.success) noteUncounted(faults, told.data)
  for (const { plan, price, mrr } of state.items) if (plan === undefined && mrr.num > 0) faults.note('price-unknown', { price })
  await noteRate(faults, store, state, now)
}

/** Notes what a subscription brings or takes away that its events do not say in a way that is counted. */
function noteUncounted(faults: Faults, { items, discount, discounts }: StripeSubscription): void {
  for (const { price } of items.data) {
    const { recurring, billing_scheme: scheme } = price
    if (scheme === 'tiered' && recurring && recurring.usage_type !== 'metered') faults.note('price-tiered', { price: price.id })
  }
  // What is named by its id alone may take something off for ever, or not: its event does not say.
  const named = [discounts, ...items.data.map((item) => item.discounts)].some((all) => all?.some((one) => typeof one === 'string'))
  if (named) return faults.note('discount-unread', { field: 'data.object.discounts' })
  const isOld = lastingShare(discounts) === 0 && discount && lastingShare([discount]) > 0
  if (isOld) faults.note('discount-unread', { field: 'data.object.discount' })
}

/** Notes a currency of a subscription that has no rate of these days to the workspace's. */
export async function noteRate(faults: Faults, store: Store, { currency }: SubscriptionState, now: number): Promise<void> {
  const { currency: to } = await store.workspace.settings()
  if (currency === to) return
  const exchange = createExchange(to, await store.billing.ratesTo(to))
  if (!exchange.rateOn(currency, Math.floor(now / DAY))) faults.note('rate-missing', { currency, to })
}
