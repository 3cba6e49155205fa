import { zonedTime } from '@espalier/core'
import type { MonthlyAmount, Movement } from '../store/billing.ts'
import { rounded } from './mrr.ts'

/** Steps of one change come this close to each other, in milliseconds, also across midnight. */
export const TOGETHER_MS = 3_600_000

/**
 * Nets a movement with those of the same account that go the other way on the same day of the workspace, or within an hour: who cancels
 * one subscription and starts another has changed the plan, and who tries a larger one in the morning and returns it in the evening has
 * changed nothing. Answers the ledger that results.
 * @param ledger the account's movements until now, oldest first
 * @param revenue what the account pays after `movement`, in its currency
 * @param zone IANA zone of the workspace
 */
export function netted(ledger: readonly Movement[], movement: Movement, revenue: MonthlyAmount, zone: string): Movement[] {
  const other = ledger.findLast(
    (one) => one.currency === movement.currency && one.amount * movement.amount < 0 && areTogether(one.at, movement.at, zone),
  )
  if (!other) return [...ledger, movement]
  const rest = ledger.filter((one) => one !== other)
  const amount = other.amount + movement.amount
  if (amount === 0) return rest
  // What is left of it is what was decided then: a purchase that was reduced in the evening was bought in the morning.
  const decided = other.amount * amount > 0 ? other : movement
  const kind = kindOf(other, movement, amount, rounded(revenue))
  return netted(rest, { ...decided, amount, kind }, revenue, zone)
}

/**
 * Calls it a change of currency where the last movement and one of the same day, or hour, are the two sides of one: an account that
 * leaves with its subscription in one currency and comes with one in another has neither left nor come back.
 * @param ledger the account's movements until now, the last one being new
 * @param zone IANA zone of the workspace
 */
export function acrossCurrencies(ledger: readonly Movement[], zone: string): Movement[] {
  const last = ledger.at(-1)
  const side = last && SIDES[last.kind]
  const other = side && ledger.findLast((one) => one.currency !== last.currency && one.kind === side && areTogether(one.at, last.at, zone))
  if (!other) return [...ledger]
  const turned = (one: Movement): Movement => ({
    ...one,
    at: last.at,
    event: last.event,
    kind: one.amount > 0 ? 'expansion' : 'contraction',
    cause: 'currency',
  })
  return [...ledger.filter((one) => one !== other && one !== last), turned(other), turned(last)]
}

const SIDES: Partial<Record<Movement['kind'], Movement['kind']>> = { churn: 'reactivation', reactivation: 'churn' }

/** True for moments of one day of the zone, or within an hour. */
export function areTogether(one: number, other: number, zone: string): boolean {
  if (Math.abs(one - other) <= TOGETHER_MS) return true
  const [a, b] = [zonedTime(one, zone), zonedTime(other, zone)]
  return a.year === b.year && a.month === b.month && a.day === b.day
}

function kindOf(other: Movement, movement: Movement, amount: number, revenue: number): Movement['kind'] {
  if (revenue === 0) return 'churn'
  if (revenue !== amount) return amount > 0 ? 'expansion' : 'contraction'
  // All that is paid now came with this change, so nothing was paid before it.
  return [other, movement].find((one) => one.kind === 'new')?.kind ?? 'reactivation'
}
