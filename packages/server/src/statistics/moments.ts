/** What is known of the values of one arm: one value an account. */
export interface Moments {
  n: number
  mean: number
  /** Of one value, not of the mean. */
  variance: number
}

/** Values by their number, their sum and the sum of their squares. The variance is that of a sample: divided by `n - 1`. */
export function momentsOf({ n, sum, sumSquares }: { n: number; sum: number; sumSquares: number }): Moments {
  const variance = n > 1 ? Math.max(0, (sumSquares - sum ** 2 / n) / (n - 1)) : 0
  return { n, mean: n > 0 ? sum / n : 0, variance }
}

/**
 * The moments of a list of values; where `n` is larger than the list, the rest of them are 0. In two passes: sums of squares of large,
 * almost equal values lose their digits.
 */
export function momentsOfValues(values: readonly number[], n: number = values.length): Moments {
  if (n === 0) return { n, mean: 0, variance: 0 }
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, (n - values.length) * mean ** 2)
  return { n, mean, variance: n > 1 ? squares / (n - 1) : 0 }
}

/** The moments of values of which each stands for as many accounts as `times` says at its place. */
export function momentsOfShared(values: readonly number[], times: readonly number[]): Moments {
  const n = times.reduce((sum, one) => sum + one, 0)
  if (n === 0) return { n, mean: 0, variance: 0 }
  const total = (of: (value: number) => number) => values.reduce((sum, value, place) => sum + of(value) * (times[place] ?? 0), 0)
  const mean = total((value) => value) / n
  return { n, mean, variance: n > 1 ? total((value) => (value - mean) ** 2) / (n - 1) : 0 }
}

/** Values of 0 and 1, `successes` of them 1. */
export function momentsOfShare({ successes, n }: { successes: number; n: number }): Moments {
  const mean = n > 0 ? successes / n : 0
  return { n, mean, variance: mean * (1 - mean) }
}
