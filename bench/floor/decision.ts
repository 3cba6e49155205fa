import type { Rule } from '../rules.ts'
import { compileFloor } from './closures.ts'

/** One campaign as the floor knows it: a rule, a window of an event, a cap, a clock, and whether this account is held out. */
export interface FloorCampaign {
  rule: Rule
  slot: number
  event: string
  days: 7 | 30 | 90
  least: number
  cap: number
  gapMs: number
  /** The hash of the account, made once an identity. */
  bucket: number
  holdout: number
}

/** Running sums of the windows in use, by event. */
export type Sums = ReadonlyMap<string, Readonly<Record<number, number>>>

/**
 * The least that a whole decision needs: rules as closures by hand, sums of windows that are ready, caps and clocks in typed arrays,
 * hashes made before. The first that may appear wins its slot; all are looked at. Answers the winner of each slot, -1 for nobody.
 */
export function createFloor(campaigns: readonly FloorCampaign[], slots: number): (facts: object, sums: Sums, now: number) => Int32Array {
  const tests = campaigns.map(({ rule }) => compileFloor(rule))
  const shown = new Int32Array(campaigns.length)
  const shownAt = new Float64Array(campaigns.length)
  const winners = new Int32Array(slots)
  return (facts, sums, now) => {
    winners.fill(-1)
    for (let index = 0; index < campaigns.length; index++) {
      const { slot, event, days, least, cap, gapMs } = campaigns[index] as FloorCampaign
      const times = shown[index] as number
      if (times >= cap || (times > 0 && now - (shownAt[index] as number) < gapMs)) continue
      if ((sums.get(event)?.[days] ?? 0) < least || !tests[index]?.(facts)) continue
      if (winners[slot] === -1) winners[slot] = index
    }
    return winners
  }
}

/** True when the winner is held out, and its slot stays empty. */
export function isSpared({ bucket, holdout }: FloorCampaign): boolean {
  return bucket < holdout
}
