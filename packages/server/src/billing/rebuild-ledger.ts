import type { SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { type KnownDiscounts, knownDiscounts, NO_DISCOUNTS } from './known-discounts.ts'
import { ledgerOf } from './ledger.ts'

/**
 * Brings newest states, openings and movements of an account to what all dated states of it come to; writes only what differs.
 * Needs a transaction.
 */
export async function rebuildLedger(store: Store, account: string): Promise<void> {
  const { zone } = await store.workspace.settings()
  const told = await store.billing.toldOf(account)
  await store.billing.saveLedger(account, ledgerOf(told, zone, await discountsBehind(store, told)))
}

/** What is known of the discounts of those who are billed. */
async function discountsBehind(
  { billing }: Pick<Store, 'billing'>,
  states: readonly Pick<SubscriptionState, 'customer'>[],
): Promise<KnownDiscounts> {
  const customers = new Set(states.map(({ customer }) => customer).filter((customer) => customer !== ''))
  return customers.size === 0 ? NO_DISCOUNTS : knownDiscounts(await billing.discountsOf([...customers]))
}
