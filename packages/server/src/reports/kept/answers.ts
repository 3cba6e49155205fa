import { deserialize, serialize } from 'node:v8'
import { EVENTS } from '@espalier/core'
import { loadRules } from '../../decisions/rules.ts'
import { NOTES } from '../../ingest/note-event.ts'
import { readSnapshot, type Remembered } from '../../snapshots/snapshot.ts'
import type { SnapshotHead } from '../../store/snapshots.ts'
import type { Store } from '../../store/store.ts'

/** Answers that are remembered of one database; those asked for longest ago are let go. */
const MOST = 64

/** Events of the server and of pages that say nothing about who met which campaign, or what came of it. */
const ELSEWHERE = [EVENTS.boot, EVENTS.view, EVENTS.locked, EVENTS.usage, EVENTS.asked, EVENTS.account, NOTES.person, NOTES.signed]

/** Under which name answers are kept for the next start. */
export const ANSWERS = 'answers'

/** Position of the last event that a campaign's results may follow from, as far as the log was looked through. */
interface Mark {
  seen: number
  found: number
}

/** Answers by all that they follow from. What is kept of them for the next start is one part: they are few. */
class Answers implements Remembered {
  from: SnapshotHead | undefined
  readonly changed: Set<number> = new Set()
  readonly parts = 1
  readonly under: Map<string, Promise<unknown>> = new Map()
  /** Those that are worked out. */
  readonly #known = new Map<string, unknown>()
  mark: Mark | undefined
  readonly era: string

  constructor(era: string) {
    this.era = era
  }

  told(): Mark | undefined {
    return this.mark
  }

  pack(): Uint8Array {
    return serialize([...this.under.keys()].flatMap((key) => (this.#known.has(key) ? [[key, this.#known.get(key)]] : [])))
  }

  /** Takes up what an earlier start remembered, where that fits. */
  async recall(store: Store): Promise<this> {
    let mark: Mark | undefined
    let entries: [key: string, answer: unknown][] = []
    const begin = (what: unknown) => Boolean((mark = what as Mark))
    const head = await readSnapshot(store, ANSWERS, begin, (body) => (entries = deserialize(body) as typeof entries)).catch(() => undefined)
    if (!head) return this
    this.from = head
    this.mark = mark
    for (const [key, answer] of entries) this.#put(key, answer)
    return this
  }

  #put(key: string, answer: unknown): void {
    this.under.set(key, Promise.resolve(answer))
    this.#known.set(key, answer)
  }

  async answer<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.under.get(key) as Promise<T> | undefined
    const answer = known ?? make()
    this.under.delete(key)
    this.under.set(key, answer)
    const [oldest] = this.under.keys()
    if (this.under.size > MOST && oldest !== undefined) this.#forget(oldest)
    if (!known) {
      answer.then(
        (one) => {
          if (this.under.get(key) !== answer) return
          this.#known.set(key, one)
          this.changed.add(0)
        },
        () => this.#forget(key),
      )
    }
    return answer
  }

  #forget(key: string): void {
    this.under.delete(key)
    this.#known.delete(key)
  }
}

const remembered = new WeakMap<object, { answers: Answers; whole: Promise<Answers>; era: string }>()

async function of(store: Store): Promise<Answers> {
  const era = await store.privacy.era()
  const known = remembered.get(store.database.db)
  // Where somebody was erased, no answer may name them.
  if (known?.era === era) return known.whole
  const answers = new Answers(era)
  const whole = answers.recall(store)
  remembered.set(store.database.db, { answers, whole, era })
  return whole
}

/** Answers that are remembered, to be kept for the next start; undefined where nobody asked yet. */
export function rememberedAnswers({ database }: Store): Remembered | undefined {
  return remembered.get(database.db)?.answers
}

/** What `make` answers, or answered for the same `parts`: they name all that the answer follows from. Nobody may change what is answered. */
export async function keptAnswer<T>(store: Store, parts: readonly unknown[], make: () => Promise<T>): Promise<T> {
  return (await of(store)).answer(JSON.stringify(parts), make)
}

/** Changes with everything that the ledger follows from, settings included. */
export async function ledgerStamp(store: Store): Promise<readonly unknown[]> {
  return [await store.billing.stamp(), await store.workspace.stamp(), (await loadRules(store)).settings]
}

/** Changes with everything that results of campaigns, credits and answers follow from. */
export async function resultStamp(store: Store): Promise<readonly unknown[]> {
  const { billing, crowd, workspace } = store
  const memory = await of(store)
  const { settings, campaigns } = await loadRules(store)
  const stamps = [await billing.stamp(), await workspace.stamp(), settings]
  const goals = campaigns.flatMap(({ definition: { goal } }) => goal.event ?? [])
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
