import type { BilledItem, Standing } from '../store/billing.ts'

/** A text that is equal for two standings of a subscription that mean the same to the ledger. */
export function nameOf({ status, items, term }: Standing): string {
  // By the names of discounts, not by what is known of them.
  const discounts = ({ own, shared, list, discount = 0 }: BilledItem) => (own || shared ? [own, shared] : list ? 0 : discount)
  return JSON.stringify([
    status,
    items.map((item) => [item.id, item.price, item.quantity, discounts(item)]),
    ...(term?.endsAt === undefined ? [] : [term.endsAt]),
  ])
}
