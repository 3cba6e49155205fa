import { differenceOf, type Estimate } from './difference.ts'
import type { Proportion } from './wilson.ts'

/** One comparison of two arms, with who is in them. */
export interface Stratum {
  treated: Proportion
  control: Proportion
  /** How far each unit moves the difference, by its number; 0 for those in neither arm. Units of all strata have the same numbers. */
  influence: Float64Array
}

/** How far a unit moves the difference of two shares: by how much it differs from its arm, as a part of that arm. */
export function influenceOf(succeeded: boolean, arm: Proportion, isTreated: boolean): number {
  const moved = ((succeeded ? 1 : 0) - arm.successes / arm.n) / arm.n
  return isTreated ? moved : -moved
}

/**
 * The mean of several differences of proportions, each weighted by its treated arm: what treating brought to those who were treated. Arms
 * of different comparisons are never mixed, because each splits its accounts in another proportion.
 *
 * The interval puts the distances of Newcombe's limits together as squares (MOVER), with the correlation of the differences: the same
 * units are in several comparisons, and what one of them does counts in each. Source: G. Y. Zou, "On the estimation of additive
 * interaction by use of the four-by-two table and beyond", American Journal of Epidemiology 168 (2008) 212-224.
 */
export function pooledDifference(strata: readonly Stratum[]): Estimate {
  const known = strata.flatMap(({ treated, control, influence }) => {
    const difference = differenceOf(treated, control)
    return 'reason' in difference ? [] : [{ weight: treated.n, influence, ...difference }]
  })
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return { reason: strata.some(({ treated }) => treated.n > 0) ? 'no-accounts-in-hold-out' : 'no-accounts-in-arm' }
  const share = (weight: number) => weight / total
  const estimate = known.reduce((sum, one) => sum + share(one.weight) * one.estimate, 0)
  const alike = correlations(known.map(({ influence }) => influence))
  const distance = (end: 'low' | 'high') => {
    const parts = known.map((one) => share(one.weight) * Math.abs(one[end] - one.estimate))
    const square = parts.reduce(
      (sum, one, row) => sum + parts.reduce((all, other, column) => all + (alike[row]?.[column] ?? 0) * one * other, 0),
      0,
    )
    return Math.sqrt(Math.max(0, square))
  }
  return { estimate, low: estimate - distance('low'), high: estimate + distance('high') }
}

/** How alike differences move from sample to sample; those in which nobody moves anything are alike to themselves alone. */
function correlations(influences: readonly Float64Array[]): number[][] {
  const product = (one: Float64Array, other: Float64Array) => one.reduce((sum, moved, unit) => sum + moved * (other[unit] ?? 0), 0)
  const spread = influences.map((one) => Math.sqrt(product(one, one)))
  return influences.map((one, row) =>
    influences.map((other, column) => {
      const scale = (spread[row] ?? 0) * (spread[column] ?? 0)
      return row === column ? 1 : scale > 0 ? product(one, other) / scale : 0
    }),
  )
}
