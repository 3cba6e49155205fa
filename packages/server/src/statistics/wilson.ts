/** `successes` out of `n`. */
export interface Proportion {
  successes: number
  n: number
}

/** The two-sided 95 % quantile of the normal distribution. */
export const Z95 = 1.959963984540054

/**
 * The 95 % score interval of a proportion. `n` must be above 0.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212.
 */
export function wilson({ successes, n }: Proportion): { low: number; high: number } {
  const p = successes / n
  const square = Z95 * Z95
  const centre = (p + square / (2 * n)) / (1 + square / n)
  const half = (Z95 / (1 + square / n)) * Math.sqrt((p * (1 - p)) / n + square / (4 * n * n))
  return { low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half }
}
