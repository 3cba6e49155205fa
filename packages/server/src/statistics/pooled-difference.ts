import { differenceOf, type Estimate } from './difference.ts'
import type { Proportion } from './wilson.ts'

/** One comparison of two arms, with who is in them. */
export interface Stratum {
  treated: Proportion
  control: Proportion
  /** Who is in one of the arms, by numbers that are the same in all strata. */
  units: readonly number[]
  /** How far each of them moves the difference; see `influenceOf`. */
  influence: readonly number[]
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
  const known = strata.flatMap(({ treated, control, units, influence }) => {
    const difference = differenceOf(treated, control)
    return 'reason' in difference ? [] : [{ weight: treated.n, units, influence, ...difference }]
  })
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return { reason: strata.some(({ treated }) => treated.n > 0) ? 'no-accounts-in-hold-out' : 'no-accounts-in-arm' }
  const share = (weight: number) => weight / total
  const estimate = known.reduce((sum, one) => sum + share(one.weight) * one.estimate, 0)
  const distance = (end: 'low' | 'high') =>
    together(known.map((one) => ({ ...one, length: share(one.weight) * Math.abs(one[end] - one.estimate) })))
  return { estimate, low: estimate - distance('low'), high: estimate + distance('high') }
}

/** A length with its direction among the units. */
interface Directed extends Pick<Stratum, 'units' | 'influence'> {
  length: number
}

/**
 * The length of a sum of directed lengths: that of their squares and twice the products of each two, times how alike the two move from
 * sample to sample. One in which nobody moves anything is like no other.
 */
function together(parts: readonly Directed[]): number {
  const last = parts.reduce((most, { units }) => units.reduce((one, other) => Math.max(one, other), most), -1)
  const moved = new Float64Array(last + 1)
  let apart = 0
  for (const { length, units, influence } of parts) {
    const spread = Math.sqrt(influence.reduce((sum, one) => sum + one * one, 0))
    if (spread === 0) apart += length * length
    else for (const [place, unit] of units.entries()) moved[unit] = (moved[unit] ?? 0) + ((influence[place] ?? 0) / spread) * length
  }
  return Math.sqrt(moved.reduce((sum, one) => sum + one * one, apart))
}
