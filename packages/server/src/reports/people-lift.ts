import { type RatioPart, ratioEffect } from '../statistics/ratio.ts'
import type { PeopleCounts } from '../results/figures.ts'
import type { Special } from '../statistics/special.ts'
import { intervalOf } from './readings.ts'
import type { Compared } from './share-lift.ts'

type Counts = Omit<PeopleCounts, 'arm'>

/** Compares shares of people. Those of one account are not independent of each other; accounts are (delta method over accounts). */
export function comparePeople(one: readonly Counts[], other: readonly Counts[], special: Special): Compared {
  const [treated, control] = [one.map(partOf), other.map(partOf)]
  const effect = ratioEffect(treated, control)
  const { people, succeeded } = sumOfPeople(other)
  return {
    effect,
    base: people > 0 ? succeeded / people : 0,
    absolute: intervalOf(effect, special),
    relative: intervalOf(ratioEffect(treated, control, { relative: true }), special),
  }
}

/** How many people an arm has, and how many of them succeeded. */
export function sumOfPeople(counts: readonly Counts[]): { people: number; succeeded: number } {
  const sum = (of: (one: Counts) => number) => counts.reduce((total, one) => total + of(one) * one.accounts, 0)
  return { people: sum((one) => one.people), succeeded: sum((one) => one.succeeded) }
}

function partOf({ people, succeeded, accounts }: Counts): RatioPart {
  return { numerator: succeeded, denominator: people, accounts }
}
