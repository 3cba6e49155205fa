import type { Store } from '../../store/store.ts'
import { SparedRows } from './spared-rows.ts'

interface Kept {
  rows: SparedRows
  /** With another one somebody was erased, and nothing that is remembered may name them. */
  era: string
  /** The last call; the next one waits for it. */
  last: Promise<unknown>
}

/** By database. */
const remembered = new WeakMap<object, Kept>()

/** Whom gates spared by now. It holds until somebody asks again. */
export async function sparedRowsOf(store: Store): Promise<SparedRows> {
  const { db } = store.database
  const era = await store.privacy.era()
  let kept = remembered.get(db)
  if (kept?.era !== era) {
    kept = { rows: new SparedRows(store), era, last: Promise.resolve() }
    remembered.set(db, kept)
  }
  const { rows, last } = kept
  const answer = last.then(() => rows.follow())
  kept.last = answer.catch(() => {
    if (remembered.get(db)?.rows === rows) remembered.delete(db)
  })
  await answer
  return rows
}
