import type { Lift } from '@espalier/core/schema'
import type { PeopleCounts } from '../results/figures.ts'
import { type RatioPart, ratioEffect, ratioTheta } from '../statistics/ratio.ts'
import type { Special } from '../statistics/special.ts'
import { endsOf, intervalOf, isWorthIt } from './readings.ts'
import type { Compared } from './share-lift.ts'

type Counts = Omit<PeopleCounts, 'arm'>
type Parts = readonly RatioPart[]

/** Compares shares of people. Those of one account are not independent of each other; accounts are (delta method over accounts). */
export function comparePeople(one: readonly Counts[], other: readonly Counts[], special: Special): Compared & Pick<Lift, 'adjusted'> {
  const [treated, control] = [one.map(partOf), other.map(partOf)]
  const { people, succeeded } = sumOfPeople(other)
  const adjusted = lessTheirPast(treated, control, special)
  return {
    effect: ratioEffect(treated, control),
    base: people > 0 ? succeeded / people : 0,
    absolute: intervalOf(ratioEffect(treated, control), special),
    relative: intervalOf(ratioEffect(treated, control, { relative: true }), special),
    ...(adjusted && { adjusted }),
  }
}

/** The difference without the part that follows from how many people had done the same before (CUPED); undefined where that says nothing. */
function lessTheirPast(treated: Parts, control: Parts, special: Special): Lift['adjusted'] {
  const theta = ratioTheta([treated, control])
  if (theta === null) return undefined
  const [plain, left] = [ratioEffect(treated, control), ratioEffect(treated, control, { theta })]
  if ('reason' in plain || 'reason' in left) return undefined
  const gain = Math.max(0, 1 - (left.standardError / plain.standardError) ** 2)
  return { gain, used: isWorthIt(gain), ...endsOf(left, special) }
}

/** How many people an arm has, and how many of them succeeded. */
export function sumOfPeople(counts: readonly Counts[]): { people: number; succeeded: number } {
  const sum = (of: (one: Counts) => number) => counts.reduce((total, one) => total + of(one) * one.accounts, 0)
  return { people: sum((one) => one.people), succeeded: sum((one) => one.succeeded) }
}

function partOf({ people, succeeded, before, accounts }: Counts): RatioPart {
  return { numerator: succeeded, denominator: people, before: { numerator: before, denominator: people }, accounts }
}
