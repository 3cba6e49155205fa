import type { Store } from '../store/store.ts'
import { ledgerOf } from './ledger.ts'

/**
 * Brings newest states, openings and movements of an account to what all dated states of it come to; writes only what differs.
 * Needs a transaction.
 */
export async function rebuildLedger(store: Store, account: string): Promise<void> {
  const { zone } = await store.workspace.settings()
  await store.billing.saveLedger(account, ledgerOf(await store.billing.toldOf(account), zone))
}
