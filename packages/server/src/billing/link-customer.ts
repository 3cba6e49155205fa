import { accountNamed } from '../decisions/rules.ts'
import type { Store } from '../store/store.ts'
import { applySubscription } from './apply-subscription.ts'
import { countStripeEvent } from './count-stripe-event.ts'
import { followPlan } from './follow-plan.ts'
import { rebuildLedger } from './rebuild-ledger.ts'
import { stateOf } from './standing.ts'
import { stripeEvent, stripeSubscription } from './stripe-event.ts'

/**
 * Says which account a customer of the billing system is, and applies what waited for that, oldest first.
 * Subscriptions that were booked for another account move along. Needs a transaction.
 * @param at epoch milliseconds
 */
export async function linkCustomer(store: Store, customer: string, named: string, at: number): Promise<void> {
  const account = await accountNamed(store, named)
  const before = await store.billing.accountOf(customer)
  if (before === account) return
  await store.billing.link(customer, account)
  if (before !== undefined) {
    for (const one of [before, account]) {
      await rebuildLedger(store, one, at)
      await followPlan(store, one, at, at)
    }
  }
  const catalog = await store.workspace.catalog()
  for (const waiting of await store.billing.parked(customer)) {
    const event = stripeEvent.parse(JSON.parse(waiting.body))
    const subscription = stripeSubscription.parse(event.data.object)
    await store.billing.settle(event.id, await applySubscription(store, stateOf(event, subscription, account, catalog), at))
    await countStripeEvent(store, event, account, at)
  }
}
