import { others } from '../others.ts'
import type { SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { rebuildLedger } from './rebuild-ledger.ts'
import { stripeEvent, stripeSubscription } from './stripe-event.ts'
import { termIn } from './term.ts'

/**
 * Dates again all that was ever lost, because the workspace recognises churn at another moment. Needs a transaction.
 * @param now epoch milliseconds
 */
export async function recogniseAnew(store: Store, now: number): Promise<void> {
  for (const account of await store.billing.accountsEnding()) {
    await others()
    for (const state of await store.billing.toldOf(account)) if (state.customer !== '' && !state.term) await readTerm(store, state)
    await rebuildLedger(store, account, now)
  }
}

/** What an event says of the end of a subscription was not read in every version; the event itself is kept. */
async function readTerm({ billing }: Store, state: SubscriptionState): Promise<void> {
  const kept = await billing.event(state.event)
  const event = stripeEvent.safeParse(kept && JSON.parse(kept.body))
  const subscription = event.success ? stripeSubscription.safeParse(event.data.data.object) : undefined
  const term = subscription?.success ? termIn(subscription.data) : undefined
  if (term) await billing.saveTerm(state, term)
}
