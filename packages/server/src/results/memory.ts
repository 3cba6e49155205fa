import type { Remembered } from '../snapshots/snapshot.ts'
import type { Store } from '../store/store.ts'
import { Results } from './results.ts'
import { rulesOf } from './rules.ts'

interface Kept {
  results: Results
  /** Of settings and campaigns: with another one the rules are read again. */
  stamp: string | undefined
  /** With another one somebody was erased, and nothing that is remembered may name them. */
  era: string
  /** The last call; the next one waits for it. */
  last: Promise<unknown>
}

/** Under which name results are kept for the next start. */
export const RESULTS = 'results'

/** By database. */
const remembered = new WeakMap<object, Kept>()

/** What came of all accounts by now. It holds until somebody asks again. */
export async function resultsOf(store: Store): Promise<Results> {
  const { db } = store.database
  const stamp = await store.workspace.stamp()
  let kept = remembered.get(db)
  if (!kept || stamp === undefined || kept.stamp !== stamp) {
    const [rules, era] = [await rulesOf(store), await store.privacy.era()]
    if (kept?.era === era && kept.results.holdsBy(rules)) kept.results.goOnBy(rules)
    else kept = { results: new Results(store, rules, { kind: RESULTS, era }), stamp, era, last: Promise.resolve() }
    kept.stamp = stamp
    remembered.set(db, kept)
  }
  const { results, last } = kept
  const answer = last.then(() => results.follow())
  kept.last = answer.catch(() => undefined)
  await answer
  return results
}

/** What is remembered of results, to be kept for the next start; undefined where nobody asked yet. */
export function rememberedResults({ database }: Store): Remembered | undefined {
  return remembered.get(database.db)?.results
}
