import type { Lift } from '@espalier/core/schema'

/** Fewest accounts and conversions in each of two arms before their difference is called a result. */
const ENOUGH = { accounts: 100, conversions: 5 } as const

/** Nobody plans further ahead by the pace of a few days. */
const FURTHEST_MS = 2 * 365 * 86_400_000

/** What one arm has until now. */
export interface Progress {
  accounts: number
  conversions: number
}

type Enough = Pick<Lift, 'enough' | 'missing' | 'readyAt'>

/**
 * Whether two arms are large enough for a verdict, what the smaller one still needs, and when it will have it if accounts and conversions
 * go on coming as they did between `from` and `now`, epoch milliseconds.
 */
export function enoughOf(one: Progress, other: Progress, from: number | undefined, now: number): Enough {
  const missing = {
    accounts: Math.max(0, ENOUGH.accounts - Math.min(one.accounts, other.accounts)),
    conversions: Math.max(0, ENOUGH.conversions - Math.min(one.conversions, other.conversions)),
  }
  const enough = missing.accounts === 0 && missing.conversions === 0
  const elapsed = now - (from ?? now)
  const left = [one, other].flatMap((arm) =>
    (['accounts', 'conversions'] as const).map((what) => elapsed * Math.max(0, ENOUGH[what] / arm[what] - 1)),
  )
  const wait = Math.max(...left)
  return { enough, missing, readyAt: !enough && wait > 0 && wait <= FURTHEST_MS ? new Date(now + wait).toISOString() : null }
}

/** Fewest accounts in both arms with which a verdict can be expected at all. */
export function fewestFor({ baseRate, holdout }: { baseRate: number; holdout: number }): number {
  const smaller = Math.min(holdout, 1 - holdout)
  return Math.ceil(Math.max(ENOUGH.accounts / smaller, ENOUGH.conversions / (baseRate * smaller)))
}
