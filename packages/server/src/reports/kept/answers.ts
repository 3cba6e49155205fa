import { EVENTS } from '@espalier/core'
import { NOTES } from '../../ingest/note-event.ts'
import type { Store } from '../../store/store.ts'

/** Answers that are remembered of one database; those asked for longest ago are let go. */
const MOST = 64

/** Events of the server and of pages that say nothing about who met which campaign, or what came of it. */
const ELSEWHERE = [EVENTS.boot, EVENTS.view, EVENTS.locked, EVENTS.usage, EVENTS.asked, EVENTS.account, NOTES.person, NOTES.signed]

interface Remembered {
  answers: Map<string, Promise<unknown>>
  /** Position of the last event that a campaign's results may follow from, as far as the log was looked through. */
  mark: { seen: number; found: number } | undefined
}

const remembered = new WeakMap<object, Remembered>()

function of({ database: { db } }: Store): Remembered {
  const known = remembered.get(db) ?? { answers: new Map(), mark: undefined }
  remembered.set(db, known)
  return known
}

/** What `make` answers, or answered for the same `parts`: they name all that the answer follows from. Nobody may change what is answered. */
export async function keptAnswer<T>(store: Store, parts: readonly unknown[], make: () => Promise<T>): Promise<T> {
  const { answers } = of(store)
  const key = JSON.stringify(parts)
  const known = answers.get(key) as Promise<T> | undefined
  const answer = known ?? make()
  answers.delete(key)
  answers.set(key, answer)
  const [oldest] = answers.keys()
  if (answers.size > MOST && oldest !== undefined) answers.delete(oldest)
  if (!known) answer.catch(() => answers.delete(key))
  return answer
}

/** Changes with everything that the ledger follows from, settings included. */
export async function ledgerStamp(store: Store): Promise<readonly unknown[]> {
  return [await store.billing.stamp(), await store.workspace.stamp(), await store.workspace.settings()]
}

/** Changes with everything that results of campaigns, credits and answers follow from. */
export async function resultStamp(store: Store): Promise<readonly unknown[]> {
  const { billing, campaigns, crowd, workspace } = store
  const memory = of(store)
  const settings = await workspace.settings()
  const stamps = [await billing.stamp(), await workspace.stamp(), settings]
  const goals = (await campaigns.live()).flatMap(({ definition: { goal } }) => goal.event ?? [])
  const names = settings.satisfactionEvent === undefined ? goals : [...goals, settings.satisfactionEvent]
  const conversions = await crowd.stands.conversions()
  const seen = memory.mark?.seen
  if (seen === undefined) {
    const last = await crowd.stands.last()
    memory.mark = { seen: last, found: last }
  } else {
    const { position, found } = await crowd.stands.lookFor(seen, names, ELSEWHERE)
    const before = memory.mark ?? { seen, found: seen }
    memory.mark = { seen: Math.max(before.seen, position), found: Math.max(before.found, found) }
  }
  return [...stamps, conversions, memory.mark.found]
}
