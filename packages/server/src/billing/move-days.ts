import { others } from '../others.ts'
import type { Store } from '../store/store.ts'
import { TOGETHER_MS } from './net.ts'
import { rebuildLedger } from './rebuild-ledger.ts'

/** The longest day of any zone, with an hour to spare. */
const LONGEST_DAY_MS = 26 * 3_600_000

/**
 * Nets the past by the days of the workspace's new zone: what was one day may be two now, and two may be one. Only accounts of which
 * something was told twice within a day can differ. Needs a transaction.
 * @param now epoch milliseconds
 */
export async function moveDays(store: Store, now: number): Promise<void> {
  for (const account of await store.billing.accountsToldTwice({ over: TOGETHER_MS, upTo: LONGEST_DAY_MS })) {
    await others()
    await rebuildLedger(store, account, now)
  }
}
