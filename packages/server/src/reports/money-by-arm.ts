import { toMajor } from '../billing/money.ts'
import type { AccountMoney, AccountWorth } from '../store/exposures.ts'
import type { ArmMoney } from './money-lift.ts'

/**
 * What accounts of each arm brought and were worth, in the major unit of `currency`: recurring money, or what came once where nothing
 * recurs. What accounts were worth in other currencies is left out, as nothing is exchanged; what another system told has no currency.
 */
export function moneyByArm(
  money: readonly AccountMoney[],
  worth: readonly AccountWorth[],
  currency: string,
): (arm: { arm: string; accounts: number }) => ArmMoney {
  const recurs = money.some((one) => one.mrr !== 0)
  const known = worth.filter((one) => one.currency === undefined || one.currency === currency)
  const paid = Map.groupBy(money, (one) => one.arm)
  const before = Map.groupBy(known, (one) => one.arm)
  return ({ arm, accounts }) => ({
    accounts,
    amounts: new Map(
      (paid.get(arm) ?? []).flatMap(({ account, mrr, value }) => {
        const amount = recurs ? mrr : value
        return amount === 0 ? [] : [[account, toMajor(amount, currency)]]
      }),
    ),
    before: new Map((before.get(arm) ?? []).map((one) => [one.account, one.currency ? toMajor(one.worth, one.currency) : one.worth])),
  })
}
