import type { RevenueMonth } from '@espalier/core/schema'
import { toMajor } from '../../billing/money.ts'
import type { Movement, MovementKind } from '../../store/billing.ts'
import { writeMonth } from './write-month.ts'

/** Of one account in one month, in minor units. */
interface Moved {
  opening: number
  closing: number
  /** What reactivations brought: whoever left and came back was lost and won, and does not count as kept. */
  reactivation: number
  isNew: boolean
  /** Its last movement took it from paid to free, and that is not counted as leaving. */
  isFree: boolean
}

/** The figures of one month in one currency. `balances` is what each account pays at its beginning, and at its end when this returns. */
export function monthOf(
  month: string,
  complete: boolean,
  balances: Map<string, number>,
  movements: readonly Movement[],
  currency: string,
): RevenueMonth {
  const accounts = new Map<string, Moved>()
  for (const [account, opening] of balances) {
    accounts.set(account, { opening, closing: opening, reactivation: 0, isNew: false, isFree: false })
  }
  const byKind: Record<MovementKind, number> = { new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0 }
  const causes = new Map<string, number>()
  for (const { account, kind, cause, amount } of movements) {
    const moved = accounts.get(account) ?? { opening: 0, closing: 0, reactivation: 0, isNew: false, isFree: false }
    accounts.set(account, moved)
    moved.closing += amount
    moved.isNew ||= kind === 'new'
    moved.isFree = kind === 'contraction' && cause === 'free'
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
  const exact = {
    opening: sum(all, (one) => one.opening),
    closing: sum(all, (one) => one.closing),
    new: byKind.new,
    expansion: byKind.expansion,
    contraction: -byKind.contraction,
    churn: -byKind.churn,
    reactivation: byKind.reactivation,
    cohort: sum(cohort, (one) => one.opening),
    kept: sum(cohort, kept),
    capped: sum(cohort, (one) => Math.min(one.opening, kept(one))),
  }
  const major = (amount: number) => toMajor(amount, currency)
  return writeMonth(month, complete, {
    exact,
    mrr: {
      opening: major(exact.opening),
      new: major(exact.new),
      expansion: major(exact.expansion),
      contraction: major(exact.contraction),
      churn: major(exact.churn),
      reactivation: major(exact.reactivation),
      closing: major(exact.closing),
    },
    causes: [...causes].map(([cause, amount]) => [cause, major(amount)]),
    accounts: all.map(({ opening, closing, isNew, isFree }) => ({ pays: closing > 0, paid: opening > 0, isNew, isFree })),
  })
}
