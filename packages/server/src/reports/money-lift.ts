import type { Lift } from '@espalier/core/schema'
import { cuped, type Paired } from '../statistics/cuped.ts'
import { absoluteEffect, relativeEffect } from '../statistics/effect.ts'
import { momentsOfValues } from '../statistics/moments.ts'
import type { Special } from '../statistics/special.ts'
import { cap, winsorise } from '../statistics/winsorise.ts'
import { endsOf, intervalOf, isWorthIt } from './readings.ts'
import type { Compared } from './share-lift.ts'

/** Quantiles of the amounts other than 0 at which large ones are cut, to see how much hangs on a few. */
const CAPS = [0.99, 0.999] as const

/** The money of one arm: of all its accounts, those that brought or were worth something, by their id. */
export interface ArmMoney {
  accounts: number
  /** In the currency's major unit. */
  amounts: ReadonlyMap<string, number>
  /** What accounts were worth before. */
  before: ReadonlyMap<string, number>
}

type ComparedMoney = Compared & Required<Pick<Lift, 'capped'>> & Pick<Lift, 'adjusted'>

const kept = new WeakMap<ArmMoney, WeakMap<ArmMoney, ComparedMoney>>()

/** Compares two arms of one campaign, once: their money stays what it is, and with it that of all arms. */
export function keptComparison(one: ArmMoney, other: ArmMoney, all: () => readonly number[], special: Special): ComparedMoney {
  const others = kept.get(one) ?? new WeakMap<ArmMoney, ComparedMoney>()
  kept.set(one, others)
  const compared = others.get(other) ?? compareMoney(one, other, all(), special)
  others.set(other, compared)
  return compared
}

/**
 * Compares money per account by Welch on the totals of accounts, with the largest amounts cut beside it, and less what the accounts'
 * past explains. `all` are the amounts of all arms of the campaign, which the limits are taken from.
 */
function compareMoney(one: ArmMoney, other: ArmMoney, all: readonly number[], special: Special): ComparedMoney {
  const moments = ({ accounts, amounts }: ArmMoney, limit?: number) => momentsOfValues(winsorise([...amounts.values()], limit), accounts)
  const effect = absoluteEffect(moments(one), moments(other))
  const capped = CAPS.flatMap((share) => {
    const limit = cap(all, share)
    const found = limit === undefined ? undefined : absoluteEffect(moments(one, limit), moments(other, limit))
    return limit === undefined || !found || 'reason' in found ? [] : [{ share, limit, ...endsOf(found, special) }]
  })
  const told = cuped(pair(one), pair(other))
  const left = told && absoluteEffect(told.treated, told.control)
  return {
    absolute: intervalOf(effect, special),
    relative: intervalOf(relativeEffect(moments(one), moments(other)), special),
    effect,
    base: moments(other).mean,
    capped,
    ...(told && left && !('reason' in left) ? { adjusted: { gain: told.gain, used: isWorthIt(told.gain), ...endsOf(left, special) } } : {}),
  }
}

function pair({ accounts, amounts, before }: ArmMoney): Paired {
  const sums = { n: accounts, sum: 0, sumSquares: 0, before: 0, beforeSquares: 0, products: 0 }
  for (const amount of amounts.values()) {
    sums.sum += amount
    sums.sumSquares += amount ** 2
  }
  for (const [account, worth] of before) {
    sums.before += worth
    sums.beforeSquares += worth ** 2
    sums.products += worth * (amounts.get(account) ?? 0)
  }
  return sums
}
