import type { Movement, Standing } from '../store/billing.ts'
import { movementOf } from './movement.ts'
import { TOGETHER_MS } from './net.ts'

/**
 * Takes subscriptions that are bought within an hour of an account's first for one purchase, and likewise those of one that comes back:
 * who orders a plan and an add-on has not grown since. Its cause is that of the largest part. Answers the ledger that results, or
 * undefined where the movement is one of its own.
 * @param ledger the account's movements until now, oldest first
 * @param movement of a subscription that brought nothing until now
 * @param standing how the account stands after it, in its currency
 */
export function boughtTogether(ledger: readonly Movement[], movement: Movement, standing: readonly Standing[]): Movement[] | undefined {
  if (movement.kind !== 'expansion') return undefined
  const first = ledger.findLast((one) => one.currency === movement.currency && isBeginning(one))
  if (!first || movement.at - first.at > TOGETHER_MS) return undefined
  const cause = movementOf([], standing, false)?.cause ?? first.cause
  return ledger.map((one) => (one === first ? { ...first, cause, amount: first.amount + movement.amount } : one))
}

function isBeginning({ kind }: Movement): boolean {
  return kind === 'new' || kind === 'reactivation'
}
