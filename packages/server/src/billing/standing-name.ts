import type { Standing } from '../store/billing.ts'

/** A text that is equal for two standings of a subscription that mean the same to the ledger. */
export function nameOf({ status, items }: Standing): string {
  return JSON.stringify([status, items.map(({ id, price, quantity, discount = 0 }) => [id, price, quantity, discount])])
}
