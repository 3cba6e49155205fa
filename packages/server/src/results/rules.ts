import type { Motion } from '@espalier/core'
import type { Goal } from '@espalier/core/schema'
import { DAY_MS } from '../attribution/credit.ts'
import type { ResultQuestion } from '../store/results.ts'
import type { Store } from '../store/store.ts'

/** What results follow from beside what happened. */
export interface ResultRules {
  /** What counts as success of each published campaign. */
  goals: ReadonlyMap<string, Goal>
  /** What each published campaign tries to do. */
  motions: ReadonlyMap<string, Motion>
  windowDays: number
}

/** The rules of the present. */
export async function rulesOf(store: Store): Promise<ResultRules> {
  const { windowDays } = (await store.workspace.settings()).attribution
  const live = await store.campaigns.live()
  return {
    goals: new Map(live.map(({ id, definition: { goal } }) => [id, goal])),
    motions: new Map(live.map(({ id, definition: { motion } }) => [id, motion])),
    windowDays,
  }
}

/** What is to be read of accounts. */
export function questionOf({ goals, windowDays }: ResultRules): ResultQuestion {
  const named = [...goals].flatMap(([campaign, { kind, event, windowDays: days }]) =>
    kind === 'event' && event !== undefined ? [{ campaign, event, days }] : [],
  )
  return {
    goals: {
      campaigns: named.map(({ campaign }) => campaign),
      names: [...new Set(named.map(({ event }) => event))],
      windowMs: Math.max(0, ...named.map(({ days }) => Math.round(days * DAY_MS))),
    },
    creditMs: windowDays * DAY_MS,
  }
}

/** Whether what was worked out by one set of rules holds by the other: campaigns that nobody met may come and change. */
export function isSame(one: ResultRules, other: ResultRules, isMet: (campaign: string) => boolean): boolean {
  const campaigns = [...new Set([...one.goals.keys(), ...other.goals.keys()])].filter(isMet)
  return (
    one.windowDays === other.windowDays &&
    campaigns.every(
      (id) => one.motions.get(id) === other.motions.get(id) && JSON.stringify(one.goals.get(id)) === JSON.stringify(other.goals.get(id)),
    )
  )
}
