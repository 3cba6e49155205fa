import type { RevenueMonth } from '@espalier/core/schema'
import { toMajor } from '../../billing/money.ts'
import type { Movement, MovementKind } from '../../store/billing.ts'

/** Of one account in one month, in minor units. */
interface Moved {
  opening: number
  closing: number
  /** What reactivations brought: whoever left and came back was lost and won, and does not count as kept. */
  reactivation: number
  isNew: boolean
}

/**
 * The figures of one month. `balances` is what each account pays at its beginning, and at its end when this returns.
 * Definitions: churn and contraction over opening revenue (gross), less expansion and reactivation (net). NRR and GRR look at the accounts
 * that paid at the beginning alone and leave reactivations out; in GRR no account counts more than it paid then, so that the growth of
 * one does not hide the loss of another. Customer churn: of those who paid at the beginning, the share that does not at the end.
 */
export function monthOf(
  month: string,
  complete: boolean,
  balances: Map<string, number>,
  movements: readonly Movement[],
  currency: string,
): RevenueMonth {
  const accounts = new Map<string, Moved>()
  for (const [account, opening] of balances) accounts.set(account, { opening, closing: opening, reactivation: 0, isNew: false })
  const byKind: Record<MovementKind, number> = { new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0 }
  const causes = new Map<string, number>()
  for (const { account, kind, cause, amount } of movements) {
    const moved = accounts.get(account) ?? { opening: 0, closing: 0, reactivation: 0, isNew: false }
    accounts.set(account, moved)
    moved.closing += amount
    moved.isNew ||= kind === 'new'
    if (kind === 'reactivation') moved.reactivation += amount
    byKind[kind] += amount
    if (kind === 'expansion') causes.set(cause, (causes.get(cause) ?? 0) + amount)
  }
  for (const [account, { closing }] of accounts) {
    if (closing <= 0) balances.delete(account)
    else balances.set(account, closing)
  }

  const all = [...accounts.values()]
  const cohort = all.filter((one) => one.opening > 0)
  const sum = (list: readonly Moved[], of: (one: Moved) => number) => list.reduce((total, one) => total + of(one), 0)
  const kept = (one: Moved) => Math.max(0, one.closing - one.reactivation)
  const [opening, closing] = [sum(all, (one) => one.opening), sum(all, (one) => one.closing)]
  const base = sum(cohort, (one) => one.opening)
  const [contraction, churn] = [-byKind.contraction, -byKind.churn]
  const paying = all.filter((one) => one.closing > 0).length
  const churned = cohort.filter((one) => one.closing <= 0).length
  const added = all.filter((one) => one.opening <= 0 && one.closing > 0).length
  const major = (amount: number) => toMajor(amount, currency)
  return {
    month,
    complete,
    mrr: {
      opening: major(opening),
      new: major(byKind.new),
      expansion: major(byKind.expansion),
      contraction: major(contraction),
      churn: major(churn),
      reactivation: major(byKind.reactivation),
      closing: major(closing),
    },
    expansionByCause: Object.fromEntries(
      [...causes].toSorted(([, one], [, other]) => other - one).map(([cause, amount]) => [cause, major(amount)]),
    ),
    accounts: {
      opening: cohort.length,
      added,
      churned,
      earlyExits: all.filter((one) => one.isNew && one.opening <= 0 && one.closing <= 0).length,
      closing: paying,
    },
    nrr: over(sum(cohort, kept), base),
    grr: over(
      sum(cohort, (one) => Math.min(one.opening, kept(one))),
      base,
    ),
    grossChurn: over(contraction + churn, opening),
    netChurn: over(contraction + churn - byKind.expansion - byKind.reactivation, opening),
    expansionRate: over(byKind.expansion, opening),
    customerChurn: over(churned, cohort.length),
    customerRetention: over(paying - added, cohort.length),
    arpa: over(major(closing), paying),
    quickRatio: over(byKind.new + byKind.expansion + byKind.reactivation, contraction + churn),
  }
}

/** Null where there is nothing to divide by. */
function over(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}
