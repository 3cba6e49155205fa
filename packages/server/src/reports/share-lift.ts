import type { Interval } from '@espalier/core/schema'
import { differenceOf, type Estimate } from '../statistics/difference.ts'
import { absoluteEffect, type Effected } from '../statistics/effect.ts'
import { momentsOfShare } from '../statistics/moments.ts'
import { relativeLift } from '../statistics/relative-lift.ts'
import type { Proportion } from '../statistics/wilson.ts'

/** How two arms differ, in the unit of the metric and relative to the hold-out, and what all further readings are made of. */
export interface Compared {
  absolute: Interval
  relative: Interval
  effect: Effected
  /** What the hold-out has, in the unit of the metric. */
  base: number
}

/** Compares shares of accounts. */
export function compareShares(one: Proportion, other: Proportion): Compared {
  return {
    absolute: toInterval(differenceOf(one, other)),
    relative: toInterval(relativeLift(one, other)),
    effect: absoluteEffect(momentsOfShare(one), momentsOfShare(other)),
    base: momentsOfShare(other).mean,
  }
}

/** An estimate as it travels. */
export function toInterval(estimate: Estimate): Interval {
  return 'reason' in estimate ? { estimate: null, low: null, high: null, reason: estimate.reason } : estimate
}
