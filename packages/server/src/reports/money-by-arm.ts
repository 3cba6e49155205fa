import { toMajor } from '../billing/money.ts'
import type { AccountMoney, AccountWorth } from '../results/figures.ts'
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

const kept = new WeakMap<readonly AccountMoney[], Map<string, ReturnType<typeof moneyByArm>>>()

/** The same for lists that stay what they are: put together once for each currency, so that comparisons are made once, too. */
export function keptMoneyByArm(
  money: readonly AccountMoney[],
  worth: readonly AccountWorth[],
  currency: string,
): ReturnType<typeof moneyByArm> {
  const byCurrency = kept.get(money) ?? new Map<string, ReturnType<typeof moneyByArm>>()
  kept.set(money, byCurrency)
  const known = byCurrency.get(currency)
  if (known) return known
  const inCurrency = money.filter((one) => one.currency === currency)
  const make = moneyByArm(inCurrency, worth, currency)
  const arms = new Map<string, ArmMoney>()
  const ofArm = (arm: { arm: string; accounts: number }): ArmMoney => {
    const made = arms.get(arm.arm)
    if (made?.accounts === arm.accounts) return made
    const fresh = make(arm)
    arms.set(arm.arm, fresh)
    return fresh
  }
  byCurrency.set(currency, ofArm)
  return ofArm
}
