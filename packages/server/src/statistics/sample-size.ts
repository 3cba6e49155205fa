import { halfWidth } from './confidence-sequence.ts'
import type { Special } from './special.ts'

/** What a campaign plans to find out. */
export interface Question {
  /** Share of accounts that convert without the campaign, between 0 and 1. */
  baseRate: number
  /** The smallest difference of shares that would matter, for example 0.01 for one point. */
  difference: number
  /** Share of accounts that are held out, between 0 and 1. */
  holdout: number
  /** Chance of a false alarm; 0.05. */
  alpha?: number
  /** Chance to see the difference if it is there; 0.8. */
  power?: number
}

/**
 * Accounts in both arms together that a fixed look needs, rounded up; a confidence sequence needs more. Infinity where nothing can be
 * found: no difference, one arm only, or a rate beyond 0 or 1.
 * Source: J. L. Fleiss, A. Tytun, H. K. Ury, "A simple approximation for calculating sample sizes for comparing independent
 * proportions", Biometrics 36 (1980) 343-346, without the continuity correction.
 */
export function sampleSize({ baseRate, difference, holdout, alpha = 0.05, power = 0.8 }: Question, special: Special): number {
  const treatedRate = baseRate + difference
  const possible = [baseRate, treatedRate].every((rate) => rate >= 0 && rate <= 1) && holdout > 0 && holdout < 1 && difference !== 0
  if (!possible) return Infinity
  const pooled = holdout * baseRate + (1 - holdout) * treatedRate
  const [falseAlarm, found] = [special.normalQuantile(1 - alpha / 2), special.normalQuantile(power)]
  const unlike = Math.sqrt((baseRate * (1 - baseRate)) / holdout + (treatedRate * (1 - treatedRate)) / (1 - holdout))
  const alike = Math.sqrt((pooled * (1 - pooled)) / (holdout * (1 - holdout)))
  return Math.ceil(((falseAlarm * alike + found * unlike) / difference) ** 2)
}

/**
 * Accounts in both arms together that a confidence sequence with this `tuning` needs, rounded up: from there on its half width and what
 * chance takes off the estimate fit into the difference. Infinity as above, and beyond what is counted exactly.
 */
export function sampleSizeAtEveryLook(question: Question, tuning: number, special: Special): number {
  const { baseRate, difference, holdout, alpha = 0.05, power = 0.8 } = question
  if (!Number.isFinite(sampleSize(question, special))) return Infinity
  const treatedRate = baseRate + difference
  const ofOne = Math.sqrt((baseRate * (1 - baseRate)) / holdout + (treatedRate * (1 - treatedRate)) / (1 - holdout))
  const chance = special.normalQuantile(power)
  const suffices = (n: number) => (halfWidth(n, alpha, tuning) + chance) * (ofOne / Math.sqrt(n)) <= Math.abs(difference)
  let [low, high] = [1, 2]
  while (!suffices(high)) {
    if (high > Number.MAX_SAFE_INTEGER) return Infinity
    ;[low, high] = [high, 2 * high]
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (suffices(middle)) high = middle
    else low = middle
  }
  return high
}
