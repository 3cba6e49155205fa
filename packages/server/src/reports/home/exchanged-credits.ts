import type { Credit } from '../../attribution/credit.ts'
import type { Exchange } from '../../billing/exchange.ts'
import { dayIn } from '../revenue/scope.ts'

/**
 * Credits in one currency, each by the rate of the day of its movement for all its life: what rates do later is neither kept nor lost.
 * `unrated` is true where a rate is missing. Only shares are made of them, so that the amounts need no rounding.
 */
export function exchangedCredits(credits: readonly Credit[], exchange: Exchange, zone: string): { credits: Credit[]; unrated: boolean } {
  let unrated = false
  const exchanged = credits.map((one): Credit => {
    const rate = exchange.rateOn(one.movement.currency, dayIn(one.movement.at, zone))
    unrated ||= rate === undefined
    const worth = Number(rate?.worth ?? 0n) / 1e12
    return { ...one, credited: one.credited * worth, reversed: one.reversed * worth, leftAt: (at) => one.leftAt(at) * worth }
  })
  return { credits: exchanged, unrated }
}
