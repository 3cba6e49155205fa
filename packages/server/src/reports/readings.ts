import type { Interval, Lift } from '@espalier/core/schema'
import { belief, type Prior } from '../statistics/bayes.ts'
import { confidenceSequence } from '../statistics/confidence-sequence.ts'
import type { Effect, Effected } from '../statistics/effect.ts'
import { fixedHorizon, type Found } from '../statistics/fixed-horizon.ts'
import type { Special } from '../statistics/special.ts'
import { toInterval } from './share-lift.ts'

/** Chance of a false alarm that every interval and verdict of a report is made for. */
export const ALPHA = 0.05

type Readings = Pick<Lift, 'sequence' | 'fixed' | 'belief'>

const NO_READING: Lift['fixed'] = { low: null, high: null, p: null }

/** Whether knowing the past takes so much of the variance away that it is worth showing beside the plain difference. */
export function isWorthIt(gain: number): boolean {
  return gain >= 0.01
}

/** What is decided before the data. */
export interface Beforehand {
  /** Accounts in both arms at which confidence sequences are tightest; whoever adapts it to the data gives up what makes it safe to look every day. */
  usual: number
  /** Standard deviation of relative differences, around 0, that is believed; undefined where nothing is. */
  prior: number | undefined
}

/** The same difference read three ways: however often one looks, for one look, and as a belief. `base` is what the hold-out has. */
export function readingsOf(effect: Effected, base: number, { usual, prior }: Beforehand, special: Special): Readings {
  if ('reason' in effect) return { sequence: NO_READING, fixed: NO_READING, belief: null }
  return {
    sequence: toReading(confidenceSequence(effect, ALPHA, usual)),
    fixed: toReading(fixedHorizon(effect, ALPHA, special)),
    belief: believe(effect, prior === undefined ? undefined : { mean: 0, variance: (prior * base) ** 2 }, special),
  }
}

/** A share of nothing is nothing: where the hold-out has none, relative beliefs say nothing. */
function believe(effect: Effect, prior: Prior | undefined, special: Special): Lift['belief'] {
  if (prior?.variance === 0) return null
  const { chanceToWin, risk } = belief(effect, ALPHA, special, prior)
  return { chanceToWin, riskOfTaking: risk.takeTreated, riskOfLeaving: risk.keepControl }
}

/** The interval of an effect for one look, or why there is none. */
export function intervalOf(effect: Effected, special: Special): Interval {
  return toInterval('reason' in effect ? effect : endsOf(effect, special))
}

/** An effect with the ends of its interval for one look. */
export function endsOf(effect: Effect, special: Special): { estimate: number; low: number; high: number } {
  const { estimate, low, high } = fixedHorizon(effect, ALPHA, special)
  return { estimate, low, high }
}

function toReading({ low, high, p }: Found): Lift['fixed'] {
  return { low, high, p }
}
