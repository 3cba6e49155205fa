import { toMajor } from '../../billing/money.ts'
import type { Movement, MovementKind } from '../../store/billing.ts'
import { type CountedMonth, countAccounts, writeMonth } from './write-month.ts'

/** Of one account in one month, in minor units. */
interface Moved {
  opening: number
  closing: number
  /** It left: whoever came back, and grew after that, was lost and won, and does not count as kept. */
  isLost: boolean
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
): CountedMonth {
  // Most accounts do not move in a month: of those only the sums are needed.
  const all = { opening: 0, cohort: 0, paid: 0 }
  const owed: string[] = []
  for (const [account, opening] of balances) {
    all.opening += opening
    if (opening > 0) {
      all.cohort += opening
      all.paid += 1
    } else owed.push(account)
  }
  const accounts = new Map<string, Moved>()
  const byKind: Record<MovementKind, number> = { new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0 }
  const causes = new Map<string, number>()
  const losses = new Map<string, number>()
  for (const { account, kind, cause, amount } of movements) {
    let moved = accounts.get(account)
    if (!moved) {
      const opening = balances.get(account) ?? 0
      accounts.set(account, (moved = { opening, closing: opening, isLost: false, isNew: false, isFree: false }))
    }
    moved.closing += amount
    moved.isNew ||= kind === 'new'
    moved.isFree = kind === 'contraction' && cause === 'free'
    moved.isLost ||= kind === 'churn'
    byKind[kind] += amount
    if (kind === 'expansion') causes.set(cause, (causes.get(cause) ?? 0) + amount)
    if (kind === 'contraction') losses.set(cause, (losses.get(cause) ?? 0) - amount)
  }
  for (const account of owed) if (!accounts.has(account)) balances.delete(account)
  let [closing, kept, capped, still] = [all.opening, all.cohort, all.cohort, all.paid]
  for (const [account, one] of accounts) {
    closing += one.closing - one.opening
    if (one.opening > 0) {
      const left = one.isLost ? 0 : Math.max(0, one.closing)
      kept += left - one.opening
      capped += Math.min(one.opening, left) - one.opening
      still -= 1
    }
    if (one.closing <= 0) balances.delete(account)
    else balances.set(account, one.closing)
  }
  const exact = {
    opening: all.opening,
    closing,
    new: byKind.new,
    expansion: byKind.expansion,
    contraction: -byKind.contraction,
    churn: -byKind.churn,
    reactivation: byKind.reactivation,
    cohort: all.cohort,
    kept,
    capped,
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
    losses: [...losses].map(([cause, amount]) => [cause, major(amount)]),
    accounts: countAccounts(
      [...accounts.values()].map((one) => ({ pays: one.closing > 0, paid: one.opening > 0, isNew: one.isNew, isFree: one.isFree })),
      still,
    ),
  })
}
