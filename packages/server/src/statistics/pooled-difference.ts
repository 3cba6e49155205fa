import { differenceOf, type Estimate } from './difference.ts'
import type { Proportion } from './wilson.ts'

/** One comparison of two arms. */
interface Stratum {
  treated: Proportion
  control: Proportion
}

/**
 * The mean of several differences of proportions, each weighted by its treated arm: what treating brought to those who were treated. Arms
 * of different comparisons are never mixed, because each splits its accounts in another proportion.
 * The interval puts the distances of Newcombe's limits together as squares (MOVER). Source: G. Y. Zou and A. Donner, "Construction of
 * confidence limits about effect measures: a general approach", Statistics in Medicine 27 (2008) 1693-1702.
 */
export function pooledDifference(strata: readonly Stratum[]): Estimate {
  const known = strata.flatMap(({ treated, control }) => {
    const difference = differenceOf(treated, control)
    return 'reason' in difference ? [] : [{ weight: treated.n, ...difference }]
  })
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return { reason: strata.some(({ treated }) => treated.n > 0) ? 'no-accounts-in-hold-out' : 'no-accounts-in-arm' }
  const share = (weight: number) => weight / total
  const estimate = known.reduce((sum, one) => sum + share(one.weight) * one.estimate, 0)
  const distance = (end: 'low' | 'high') => Math.hypot(...known.map((one) => share(one.weight) * (one[end] - one.estimate)))
  return { estimate, low: estimate - distance('low'), high: estimate + distance('high') }
}
