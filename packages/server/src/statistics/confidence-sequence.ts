import type { Effect } from './effect.ts'
import type { Found } from './fixed-horizon.ts'

/**
 * An interval that holds at all looks together, however often one looks and whenever one stops: the chance that it ever misses the
 * truth is at most `alpha`. It is tightest around `tuning` accounts, which is what a campaign expects in both arms.
 * Source: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences", Annals of Statistics 52 (2024): interval by equation 9, p by 155, `rho` by 161.
 */
export function confidenceSequence({ estimate, standardError, n }: Effect, alpha: number, tuning: number): Found {
  const spread = n * rhoFor(alpha, tuning) ** 2
  const half = standardError * halfWidth(n, alpha, tuning)
  // The logarithm of what a gambler against "no effect" holds: it stays a number where the money would not.
  const wealth = ((estimate / standardError) ** 2 * spread) / (2 * (spread + 1)) - Math.log(spread + 1) / 2
  return { estimate, low: estimate - half, high: estimate + half, p: Math.min(1, Math.exp(-wealth)) }
}

/** Half the width of the interval at `n` accounts, in standard errors. */
export function halfWidth(n: number, alpha: number, tuning: number): number {
  const spread = n * rhoFor(alpha, tuning) ** 2
  return Math.sqrt(((2 * (spread + 1)) / spread) * Math.log(Math.sqrt(spread + 1) / alpha))
}

/** The same, open above and open below: each end alone misses with a chance of at most `alpha`. Source: as above, equation 134. */
export function confidenceSequenceOneSided(
  { estimate, standardError, n }: Effect,
  alpha: number,
  tuning: number,
): { low: number; high: number } {
  const rho = rhoFor(2 * alpha, tuning)
  const spread = n * rho ** 2
  const half = standardError * Math.sqrt(((2 * (spread + 1)) / spread) * Math.log(1 + Math.sqrt(spread + 1) / (2 * alpha)))
  return { low: estimate - half, high: estimate + half }
}

function rhoFor(alpha: number, tuning: number): number {
  const odds = -2 * Math.log(alpha)
  return Math.sqrt((odds + Math.log(odds + 1)) / tuning)
}
