import type { NamedEvent } from '../../store/stands.ts'
import type { Store } from '../../store/store.ts'

/** How much longer than it is asked for what is remembered may reach back, before the oldest is let go. */
const LONGER = 1.25

/** Track events of one name, from a time on. */
class NamedEvents {
  /** By time, then by id. */
  events: readonly NamedEvent[] = []
  /** Another object whenever anything changed, or somebody turned out to be who they are. */
  version: object = {}
  from = Infinity
  #position = -1
  readonly #store: Store
  readonly #name: string
  readonly #reach: number

  constructor(store: Store, name: string, reach: number) {
    this.#store = store
    this.#name = name
    this.#reach = reach
  }

  /** Brings everything to what is told by now. Calls must wait for each other. */
  async follow(now: number): Promise<void> {
    const { stands } = this.#store.crowd
    if (this.#position < 0 || now - this.#reach < this.from) {
      const position = await stands.last()
      this.from = now - this.#reach
      this.events = await stands.named(this.#name, this.from, Number.MAX_SAFE_INTEGER)
      this.version = {}
      this.#position = position
      return
    }
    const { events, joins, position } = await stands.namedSince(this.#name, this.#position)
    const times = new Set(events.flatMap(({ at }) => (at >= this.from ? at : [])))
    // What is of one moment has an order that only the database knows.
    for (const at of times) this.#replace(at, await stands.named(this.#name, at, at + 1))
    if (joins || times.size > 0) this.version = {}
    this.#position = position
    if (now - this.from > this.#reach * LONGER) {
      this.from = now - this.#reach
      this.events = this.events.slice(placeOf(this.events, this.from))
      this.version = {}
    }
  }

  #replace(at: number, theirs: readonly NamedEvent[]): void {
    const [begin, end] = [placeOf(this.events, at), placeOf(this.events, at + 1)]
    this.events = this.events.toSpliced(begin, end - begin, ...theirs)
  }
}

interface Kept {
  named: NamedEvents
  /** The last call; the next one waits for it. */
  last: Promise<unknown>
}

/** By database, and what it was the last time that somebody was erased: what is remembered from before names them. */
const remembered = new WeakMap<object, { era: string; names: Map<string, Kept> }>()

/** What events of a name say. */
export interface Said {
  /** By time, then by id. Nobody may change what is answered. */
  events: readonly NamedEvent[]
  /** All that is remembered, where `events` are its end, and an object that is another one whenever any of it, or who somebody is, changes. */
  all?: { events: readonly NamedEvent[]; version: object }
}

/**
 * Track events of a name from a time to before another. Those of the last `reach` milliseconds are remembered, and only what the log has
 * new is read; who asks for older ones waits for the database.
 */
export async function namedEvents(store: Store, name: string, { from, to, now, reach }: Asked): Promise<Said> {
  const { db } = store.database
  const era = await store.privacy.era()
  const before = remembered.get(db)
  const names = before?.era === era ? before.names : new Map<string, Kept>()
  if (before?.era !== era) remembered.set(db, { era, names })
  if (from < now - reach) return { events: await store.crowd.stands.named(name, from, to) }
  const kept = names.get(name) ?? { named: new NamedEvents(store, name, reach), last: Promise.resolve() }
  names.set(name, kept)
  const answer = kept.last.then(() => kept.named.follow(now))
  kept.last = answer.catch(() => undefined)
  await answer
  const { events, version } = kept.named
  const end = placeOf(events, to)
  const found = events.slice(placeOf(events, from), end)
  return end === events.length ? { events: found, all: { events, version } } : { events: found }
}

/** Times are epoch milliseconds. */
interface Asked {
  from: number
  to: number
  now: number
  reach: number
}

/** The place of the first event at a time or after it. */
function placeOf(events: readonly NamedEvent[], at: number): number {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((events[middle]?.at ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
