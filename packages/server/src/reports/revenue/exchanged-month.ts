import { shown, type FineAmount } from '../../billing/exchange.ts'
import { exchangeOf, type ExchangedAccount, type ExchangedMonth } from './exchanged.ts'
import { type CountedMonth, countAccounts, writeMonth } from './write-month.ts'

/** The figures of a month in which amounts were exchanged; each is rounded once, from an exact sum. */
export function writeExchanged(
  month: string,
  complete: boolean,
  { accounts, causes, losses }: ExchangedMonth,
  currency: string,
): CountedMonth {
  const all = [...accounts.values()]
  const cohort = all.filter((one) => one.opening > 0n)
  const sum = (list: readonly ExchangedAccount[], of: (one: ExchangedAccount) => FineAmount) =>
    list.reduce((total, one) => total + of(one), 0n)
  const kept = (one: ExchangedAccount) => (one.kept > 0n ? one.kept : 0n)
  const sums = {
    opening: sum(all, (one) => one.opening),
    new: sum(all, (one) => one.moved.new),
    expansion: sum(all, (one) => one.moved.expansion),
    contraction: -sum(all, (one) => one.moved.contraction),
    churn: -sum(all, (one) => one.moved.churn),
    reactivation: sum(all, (one) => one.moved.reactivation),
  }
  const major = (amount: FineAmount) => shown(amount, currency)
  return writeMonth(month, complete, {
    exact: {
      opening: Number(sums.opening),
      new: Number(sums.new),
      expansion: Number(sums.expansion),
      contraction: Number(sums.contraction),
      churn: Number(sums.churn),
      reactivation: Number(sums.reactivation),
      cohort: Number(sum(cohort, (one) => one.opening)),
      kept: Number(sum(cohort, kept)),
      capped: Number(sum(cohort, (one) => (kept(one) < one.opening ? kept(one) : one.opening))),
    },
    mrr: {
      opening: major(sums.opening),
      new: major(sums.new),
      expansion: major(sums.expansion),
      contraction: major(sums.contraction),
      churn: major(sums.churn),
      reactivation: major(sums.reactivation),
      closing: major(sum(all, (one) => one.closing)),
      exchange: major(sum(all, exchangeOf)),
    },
    causes: [...causes].map(([cause, amount]) => [cause, major(amount)]),
    losses: [...losses].map(([cause, amount]) => [cause, major(amount)]),
    accounts: countAccounts(all),
  })
}
