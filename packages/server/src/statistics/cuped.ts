import type { Moments } from './moments.ts'

/** Sums over the accounts of one arm: of what is measured, of what was known of them before, and of both together. */
export interface Paired {
  n: number
  sum: number
  sumSquares: number
  /** Of the covariate, which must be from before the first eligibility. */
  before: number
  beforeSquares: number
  products: number
}

/** What the covariate did. */
export interface Cuped {
  theta: number
  /** Share of the variance that it took away, 0 to 1. */
  gain: number
  treated: Moments
  control: Moments
}

/**
 * Takes from each arm what its accounts' past explains. The covariate's mean over both arms stays where it was, so estimates keep their
 * meaning. Null where the past says nothing: no spread in it, or fewer than two accounts in an arm.
 * Source: A. Deng, Y. Xu, R. Kohavi, T. Walker, "Improving the sensitivity of online controlled experiments by utilizing pre-experiment
 * data", WSDM 2013; `theta` over both arms.
 */
export function cuped(treated: Paired, control: Paired): Cuped | null {
  if (treated.n < 2 || control.n < 2) return null
  const theta = pooledTheta([treated, control])
  if (theta === null) return null
  const centre = (treated.before + control.before) / (treated.n + control.n)
  const one = adjust(treated, theta, centre)
  const other = adjust(control, theta, centre)
  const plain = withinArm(treated).own / treated.n + withinArm(control).own / control.n
  const left = one.variance / one.n + other.variance / other.n
  return { theta, gain: plain > 0 ? Math.max(0, 1 - left / plain) : 0, treated: one, control: other }
}

/**
 * The slope of what is measured on the covariate within the arms, each arm counting the same, so that what the campaign did is no part
 * of it; null without spread.
 */
export function pooledTheta(arms: readonly Paired[]): number | null {
  const within = arms.map(withinArm)
  const variance = within.reduce((sum, arm) => sum + arm.ofBefore, 0)
  // What is left of equal squares after subtracting is noise of the arithmetic, not spread.
  const noise = arms.reduce((sum, arm) => sum + arm.beforeSquares / arm.n, 0) * 1e-12
  return variance > noise ? within.reduce((sum, arm) => sum + arm.ofBoth, 0) / variance : null
}

/** Variances and covariance of one account of an arm. */
function withinArm({ n, sum, sumSquares, before, beforeSquares, products }: Paired): { own: number; ofBefore: number; ofBoth: number } {
  const per = (square: number, one: number, other: number) => (square - (one * other) / n) / (n - 1)
  return { own: per(sumSquares, sum, sum), ofBefore: per(beforeSquares, before, before), ofBoth: per(products, sum, before) }
}

function adjust(arm: Paired, theta: number, centre: number): Moments {
  const { own, ofBefore, ofBoth } = withinArm(arm)
  return {
    n: arm.n,
    mean: arm.sum / arm.n - theta * (arm.before / arm.n - centre),
    variance: Math.max(0, own + theta ** 2 * ofBefore - 2 * theta * ofBoth),
  }
}
