import type { MonthlyAmount, Movement } from '../store/billing.ts'
import { rounded } from './mrr.ts'

/** Steps of one change come this close to each other, in milliseconds. */
const TOGETHER = 3_600_000

/**
 * Nets a movement with one of another subscription of the same account that goes the other way within the same hour: who cancels
 * one subscription and starts another has changed the plan, and neither left nor came back.
 * Answers the movements that are replaced and what is booked in their place; nothing where they cancel out.
 * @param ledger the account's movements
 * @param revenue what the account pays after `movement`
 */
export function netOf(
  ledger: readonly Movement[],
  movement: Movement,
  revenue: MonthlyAmount,
): { replaced: Movement[]; booked?: Movement } {
  const other = ledger.findLast(
    (one) =>
      one.subscription !== movement.subscription &&
      one.currency === movement.currency &&
      Math.abs(one.at - movement.at) <= TOGETHER &&
      one.amount * movement.amount < 0,
  )
  if (!other) return { replaced: [], booked: movement }
  const amount = other.amount + movement.amount
  if (amount === 0) return { replaced: [other] }
  const { cause } = other.amount * amount > 0 ? other : movement
  return {
    replaced: [other],
    booked: { ...movement, at: Math.max(other.at, movement.at), amount, cause, kind: kindOf(other, movement, amount, rounded(revenue)) },
  }
}

function kindOf(other: Movement, movement: Movement, amount: number, revenue: number): Movement['kind'] {
  if (revenue === 0) return 'churn'
  if (revenue !== amount) return amount > 0 ? 'expansion' : 'contraction'
  // All that is paid now came with this change, so nothing was paid before it.
  return [other, movement].find((one) => one.kind === 'new')?.kind ?? 'reactivation'
}
