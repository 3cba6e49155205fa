import type { BillingEventStatus, SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { followPlan } from './follow-plan.ts'
import { rebuildLedger } from './rebuild-ledger.ts'

/**
 * Adds what was told of a subscription and books what that changes for its account. `stale`: something newer is known, so that this
 * corrects the past alone. Needs a transaction.
 * @param now epoch milliseconds
 */
export async function applySubscription(store: Store, told: SubscriptionState, now: number): Promise<BillingEventStatus> {
  const { account, subscription } = told
  const before = await store.billing.subscription(subscription)
  await store.billing.addState(told)
  await rebuildLedger(store, account, now)
  const newest = await store.billing.subscription(subscription)
  if (!newest || newest.event === before?.event) return 'stale'
  await followPlan(store, account, newest.at, now)
  return 'applied'
}
