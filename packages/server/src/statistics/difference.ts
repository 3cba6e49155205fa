import { wilson } from './wilson.ts'
import type { Proportion } from './wilson.ts'

/** An estimate with its 95 % interval, or the reason why there is none. */
export type Estimate = { estimate: number; low: number; high: number } | { reason: string }

/**
 * The difference of two proportions, `treated - control`, with its 95 % interval by Newcombe's hybrid of two Wilson intervals.
 * It stays within -1 and 1 and holds its level for small samples and extreme rates.
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17
 * (1998) 873-890, method 10.
 */
export function differenceOf(treated: Proportion, control: Proportion): Estimate {
  const reason = emptyReason(treated, control)
  if (reason) return { reason }
  const [p1, p2] = [treated.successes / treated.n, control.successes / control.n]
  const [one, other] = [wilson(treated), wilson(control)]
  const estimate = p1 - p2
  return {
    estimate,
    low: estimate - Math.hypot(p1 - one.low, other.high - p2),
    high: estimate + Math.hypot(one.high - p1, p2 - other.low),
  }
}

/** Why two arms cannot be compared at all; undefined when they can. */
export function emptyReason(treated: Proportion, control: Proportion): string | undefined {
  if (control.n === 0) return 'no-accounts-in-hold-out'
  return treated.n === 0 ? 'no-accounts-in-arm' : undefined
}
