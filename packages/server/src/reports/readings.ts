import type { Interval, Lift } from '@espalier/core/schema'
import { belief } from '../statistics/bayes.ts'
import { confidenceSequence } from '../statistics/confidence-sequence.ts'
import type { Effect, Effected } from '../statistics/effect.ts'
import { fixedHorizon, type Found } from '../statistics/fixed-horizon.ts'
import type { Special } from '../statistics/special.ts'
import { toInterval } from './share-lift.ts'

/** Chance of a false alarm that every interval and verdict of a report is made for. */
export const ALPHA = 0.05

type Readings = Pick<Lift, 'sequence' | 'fixed' | 'belief'>

const NO_READING: Lift['fixed'] = { low: null, high: null, p: null }

/**
 * The same difference read three ways: however often one looks, for one look, and as a belief. `tuning` are the accounts in both arms at
 * which confidence sequences are tightest; whoever adapts it to the data gives up what makes it safe to look every day.
 */
export function readingsOf(effect: Effected, tuning: number, special: Special): Readings {
  if ('reason' in effect) return { sequence: NO_READING, fixed: NO_READING, belief: null }
  const { chanceToWin, risk } = belief(effect, ALPHA, special)
  return {
    sequence: toReading(confidenceSequence(effect, ALPHA, tuning)),
    fixed: toReading(fixedHorizon(effect, ALPHA, special)),
    belief: { chanceToWin, riskOfTaking: risk.takeTreated, riskOfLeaving: risk.keepControl },
  }
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
