import type { RevenueMonth } from '@espalier/core/schema'
import type { Store } from '../../store/store.ts'
import type { Month } from './months.ts'

/**
 * Says of each month when it was last told anew: what comes late corrects all months since it happened, and two accounts
 * that became one, all since both were there.
 */
export async function markRevised(store: Store, months: readonly RevenueMonth[], spans: readonly Month[]): Promise<RevenueMonth[]> {
  const told = [...(await store.billing.toldLate()), ...(await store.merges.ledgers())]
  const late = told.toSorted((one, other) => one.receivedAt - other.receivedAt)
  const ends = new Map(spans.map(({ name, to }) => [name, to]))
  return months.map((one) => {
    const end = ends.get(one.month) ?? 0
    const last = late.findLast(({ receivedAt, from }) => from < end && receivedAt >= end)
    return last ? { ...one, revisedAt: new Date(last.receivedAt).toISOString() } : one
  })
}
