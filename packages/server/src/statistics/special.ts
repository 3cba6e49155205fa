import type cephesModule from 'cephes'

/** Distribution functions, exact to about 15 digits. */
export interface Special {
  /** Probability that a standard normal value is below `x`. */
  normalCdf(x: number): number
  /** The value below which a standard normal one is with probability `p`. */
  normalQuantile(p: number): number
  /** Density of the standard normal distribution. */
  normalDensity(x: number): number
  /** Probability that a value of Student's t with `df` degrees of freedom (any positive number) is above `t`. */
  studentTail(t: number, df: number): number
  /** The value above which a value of Student's t is with probability `tail`, 0 < tail < 1. */
  studentQuantile(tail: number, df: number): number
  /** Probability that a value of chi-square is above `x`. */
  chiSquareTail(x: number, df: number): number
}

let loaded: Promise<Special> | undefined

/**
 * Loads the functions, once. They are large and compiled on loading, so only who needs them pays.
 * Source: S. L. Moshier, Cephes Mathematical Library. Student's t goes through the incomplete beta function, since Welch's degrees
 * of freedom are no whole number (M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 26.7.1).
 */
export function loadSpecial(): Promise<Special> {
  return (loaded ??= import('cephes').then(async ({ default: cephes }) => {
    await cephes.compiled
    return specialOn(cephes)
  }))
}

function specialOn(cephes: typeof cephesModule): Special {
  const studentTail = (t: number, df: number): number => {
    // Near the middle the one form loses its digits, far out the other.
    const beyond =
      t * t < 1
        ? 0.5 - orLimit(() => cephes.incbet(0.5, df / 2, (t * t) / (df + t * t)), 0) / 2
        : orLimit(() => cephes.incbet(df / 2, 0.5, df / (df + t * t)), 0) / 2
    return t < 0 ? 1 - beyond : beyond
  }
  const studentQuantile = (tail: number, df: number): number => {
    if (tail > 0.5) return -studentQuantile(1 - tail, df)
    const x = cephes.incbi(df / 2, 0.5, 2 * tail)
    return Math.sqrt((df * (1 - x)) / x)
  }
  return {
    normalCdf: (x) => orLimit(() => cephes.ndtr(x), x < 0 ? 0 : 1),
    normalQuantile: (p) => cephes.ndtri(p),
    normalDensity: (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI),
    studentTail,
    studentQuantile,
    chiSquareTail: (x, df) => orLimit(() => cephes.igamc(df / 2, x / 2), x < df ? 1 : 0),
  }
}

/** What is too small to be written as a number makes the library throw; it is nothing, or all but nothing. */
function orLimit(value: () => number, limit: number): number {
  try {
    return value()
  } catch (error) {
    if (!String(error).includes('underflow')) throw error
    return limit
  }
}
