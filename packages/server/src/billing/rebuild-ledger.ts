import type { SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { type KnownDiscounts, knownDiscounts, NO_DISCOUNTS } from './known-discounts.ts'
import { ledgerOf } from './ledger.ts'

/**
 * Brings newest states, openings and movements of an account to what all dated states of it come to; writes only what differs.
 * Needs a transaction.
 * @param now epoch milliseconds
 */
export async function rebuildLedger(store: Store, account: string, now: number): Promise<void> {
  const { zone, revenue } = await store.workspace.settings()
  const told = await store.billing.toldOf(account)
  const rules = { zone, churn: revenue.churnRecognised, now, known: await discountsBehind(store, told) }
  await store.billing.saveLedger(account, ledgerOf(told, rules))
}

/** What is known of the discounts of those who are billed. */
async function discountsBehind(
  { billing }: Pick<Store, 'billing'>,
  states: readonly Pick<SubscriptionState, 'customer'>[],
): Promise<KnownDiscounts> {
  const customers = new Set(states.map(({ customer }) => customer).filter((customer) => customer !== ''))
  return customers.size === 0 ? NO_DISCOUNTS : knownDiscounts(await billing.discountsOf([...customers]))
}
