import type { Effect } from './effect.ts'
import type { Special } from './special.ts'

/** What was believed of the effect before: a normal distribution. */
export interface Prior {
  mean: number
  variance: number
}

/** What is believed of an effect after the data. */
export interface Belief {
  estimate: number
  low: number
  high: number
  standardDeviation: number
  /** Probability that treated is better than control. */
  chanceToWin: number
  /** What is lost on average by the wrong choice, in the unit of the effect. */
  risk: { keepControl: number; takeTreated: number }
}

/**
 * A normal effect with a normal prior, or with a flat one where none is given; the interval holds `1 - alpha` of the belief.
 * Sources: A. Gelman et al., Bayesian Data Analysis (2013), 2.5; expected loss: C. Stucchio, "Bayesian A/B testing at VWO" (2015).
 */
export function belief(
  { estimate, standardError }: Pick<Effect, 'estimate' | 'standardError'>,
  alpha: number,
  special: Special,
  prior?: Prior,
): Belief {
  const precision = 1 / standardError ** 2
  const before = prior ? 1 / prior.variance : 0
  const variance = 1 / (precision + before)
  const mean = variance * (precision * estimate + before * (prior?.mean ?? 0))
  const standardDeviation = Math.sqrt(variance)
  const half = special.normalQuantile(1 - alpha / 2) * standardDeviation
  const z = mean / standardDeviation
  const lost = (sign: number) => standardDeviation * special.normalDensity(z) + sign * mean * special.normalCdf(sign * z)
  return {
    estimate: mean,
    low: mean - half,
    high: mean + half,
    standardDeviation,
    chanceToWin: special.normalCdf(z),
    risk: { keepControl: lost(1), takeTreated: lost(-1) },
  }
}
