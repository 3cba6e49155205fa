import type { Store } from '../store/store.ts'
import type { Results } from './results.ts'

type Spared = Awaited<ReturnType<Store['exposures']['heldBackCounts']>>

const counted = new WeakMap<Results, { turn: number; spared: Map<string, Promise<Spared>>; scores: Map<string, Promise<number[]>> }>()

/** Whom a campaign spared, by gate; counted again only when something changed. */
export function sparedBy(store: Store, results: Results, campaign: string): Promise<Spared> {
  return kept(memoryOf(results).spared, campaign, () => store.exposures.heldBackCounts(campaign))
}

/** How many people gave which score in their last answer to a campaign; counted again only when something changed. */
export function scoresOf(store: Store, results: Results, campaign: string): Promise<number[]> {
  return kept(memoryOf(results).scores, campaign, () => store.exposures.scores(campaign))
}

function memoryOf(results: Results) {
  const known = counted.get(results)
  if (known?.turn === results.turn) return known
  const fresh = { turn: results.turn, spared: new Map<string, Promise<Spared>>(), scores: new Map<string, Promise<number[]>>() }
  counted.set(results, fresh)
  return fresh
}

function kept<T>(memory: Map<string, Promise<T>>, campaign: string, count: () => Promise<T>): Promise<T> {
  const answer = memory.get(campaign) ?? count()
  memory.set(campaign, answer)
  answer.catch(() => memory.delete(campaign))
  return answer
}
