import type { Store } from '../store/store.ts'
import type { Results } from './results.ts'

const FORTNIGHT = 14 * 86_400_000

interface Counted {
  turn: number
  campaigns: string
  /** The answer holds from then until before `until`, if nothing is told meanwhile. */
  now: number
  until: number
  times: ReadonlyMap<string, number>
}

const counted = new WeakMap<Results, Counted>()

/** How often campaigns were seen in the 14 days before `now`; counted again only when something changed or fell out of them. */
export async function seenLately(store: Store, results: Results, ids: Iterable<string>, now: number): Promise<ReadonlyMap<string, number>> {
  const campaigns = JSON.stringify([...ids])
  const known = counted.get(results)
  if (known?.turn === results.turn && known.campaigns === campaigns && now >= known.now && now < known.until) return known.times
  const { turn } = results
  const seen = await store.crowd.stands.seenSince(JSON.parse(campaigns) as string[], now - FORTNIGHT)
  const until = Math.min(...[...seen.values()].map(({ firstAt }) => firstAt + FORTNIGHT + 1))
  const times = new Map([...seen].map(([id, one]) => [id, one.times]))
  counted.set(results, { turn, campaigns, now, until, times })
  return times
}
