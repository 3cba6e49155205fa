import type { Effect } from './effect.ts'
import type { Special } from './special.ts'

/** What an interval around an estimate says. */
export interface Found {
  estimate: number
  low: number
  high: number
  /** How likely an effect at least this far from 0 is when there is none. */
  p: number
}

/**
 * Welch's t interval with level `1 - alpha` and the two-sided p. It holds for one look, at a moment that was fixed before: whoever
 * looks every day uses `confidenceSequence`.
 */
export function fixedHorizon({ estimate, standardError, df }: Effect, alpha: number, special: Special): Found {
  const half = special.studentQuantile(alpha / 2, df) * standardError
  return {
    estimate,
    low: estimate - half,
    high: estimate + half,
    p: 2 * special.studentTail(Math.abs(estimate / standardError), df),
  }
}

/** The lower end of the interval that is open above, and the p of "treated is not greater". */
export function fixedHorizonAbove({ estimate, standardError, df }: Effect, alpha: number, special: Special): { low: number; p: number } {
  return {
    low: estimate - special.studentQuantile(alpha, df) * standardError,
    p: special.studentTail(estimate / standardError, df),
  }
}
