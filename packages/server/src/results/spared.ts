import type { Store } from '../store/store.ts'
import type { Results } from './results.ts'

type Spared = Awaited<ReturnType<Store['exposures']['heldBackCounts']>>

const counted = new WeakMap<Results, { turn: number; spared: Map<string, Promise<Spared>> }>()

/** Whom a campaign spared, by gate; counted again only when something changed. */
export function sparedBy(store: Store, results: Results, campaign: string): Promise<Spared> {
  const memory = memoryOf(results)
  const answer = memory.get(campaign) ?? store.exposures.heldBackCounts(campaign)
  memory.set(campaign, answer)
  answer.catch(() => memory.delete(campaign))
  return answer
}

function memoryOf(results: Results): Map<string, Promise<Spared>> {
  const known = counted.get(results)
  if (known?.turn === results.turn) return known.spared
  const spared = new Map<string, Promise<Spared>>()
  counted.set(results, { turn: results.turn, spared })
  return spared
}
