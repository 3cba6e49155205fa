import type { BilledItem, MonthlyAmount } from '../store/billing.ts'

/**
 * Months in one interval, as a fraction. A year has 365.25 days, so a week is 12 * 7 / 365.25 months: amounts a week count
 * 365.25 / 7 / 12 = 487/112 times a month, amounts a day 365.25 / 12 = 487/16 times.
 */
const PER_MONTH: Readonly<Record<BilledItem['interval'], readonly [num: bigint, den: bigint]>> = {
  day: [487n, 16n],
  week: [487n, 112n],
  month: [1n, 1n],
  year: [1n, 12n],
}

/** Statuses whose items count as recurring revenue. A late payment still counts until Stripe gives up on it. */
const COUNTED: ReadonlySet<string> = new Set(['active', 'past_due'])

/** True when a subscription of this status is revenue; trials, incomplete, unpaid, paused and ended ones are not. */
export function isCounted(status: string): boolean {
  return COUNTED.has(status)
}

/** Status of what was not there yet: the beginning of a subscription says that it stood so before. */
export const NOT_YET = 'none'

export const NOTHING: MonthlyAmount = { num: 0, den: 1 }

/** What an item is made of. */
export interface Recurring {
  /** Minor units of one piece, as Stripe writes them: `"2000"`, `"0.5"`. */
  unit: string
  quantity: number
  interval: BilledItem['interval']
  intervalCount: number
  metered: boolean
  /** Share that discounts take away, 0 to 1. */
  discount?: number
}

/** What an item brings a month, exactly. Metered items bring nothing that recurs. */
export function monthlyOf({ unit, quantity, interval, intervalCount, metered, discount = 0 }: Recurring): MonthlyAmount {
  if (metered) return NOTHING
  const [price, scale] = decimal(unit)
  const [kept, whole] = decimal(String(Number((1 - discount).toFixed(6))))
  const [num, den] = PER_MONTH[interval]
  return lowest(price * BigInt(quantity) * num * kept, scale * den * BigInt(intervalCount) * whole)
}

/** The sum, exactly. */
export function sumOf(amounts: Iterable<MonthlyAmount>): MonthlyAmount {
  let [num, den] = [0n, 1n]
  for (const one of amounts) {
    num = num * BigInt(one.den) + BigInt(one.num) * den
    den *= BigInt(one.den)
  }
  return lowest(num, den)
}

/** The product, exactly. */
export function times(one: MonthlyAmount, other: MonthlyAmount): MonthlyAmount {
  return lowest(BigInt(one.num) * BigInt(other.num), BigInt(one.den) * BigInt(other.den))
}

/** What is left after something is taken away; nothing, where that is more. */
export function less(one: MonthlyAmount, other: MonthlyAmount): MonthlyAmount {
  const left = sumOf([one, { num: -other.num, den: other.den }])
  return left.num > 0 ? left : NOTHING
}

/** The one divided by the other; 1 where there is nothing to divide by. */
export function ratioOf(one: MonthlyAmount, other: MonthlyAmount): number {
  return other.num === 0 ? 1 : one.num / one.den / (other.num / other.den)
}

/** Whole minor units, halves away from zero. */
export function rounded({ num, den }: MonthlyAmount): number {
  return Math.sign(num) * Math.round(Math.abs(num) / den) + 0
}

function decimal(text: string): [num: bigint, den: bigint] {
  const [whole = '0', part = ''] = text.split('.')
  return [BigInt(whole + part), 10n ** BigInt(part.length)]
}

function lowest(num: bigint, den: bigint): MonthlyAmount {
  let [one, other] = [num < 0n ? -num : num, den]
  while (other > 0n) [one, other] = [other, one % other]
  const divisor = one === 0n ? 1n : one
  return { num: Number(num / divisor), den: Number(den / divisor) }
}
