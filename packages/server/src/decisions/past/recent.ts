import type { Person, Run, WireEvent } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import type { FollowedAnswer } from './answers.ts'
import { wireOf, type TimedWire } from './wire.ts'

/** Events of a visit that are remembered, at most. */
const MOST = 1000

const NONE: readonly FollowedAnswer[] = []

/** An event of a visit. */
export interface Entry {
  readonly event: LoggedEvent
  /** The visitor that its page knew. */
  readonly visitor: string
  /** Answers that were moved on by it: nearly always one. */
  into: readonly FollowedAnswer[]
}

/** How far: up to a place in the log, up to a time in epoch milliseconds. */
export interface Until {
  position?: number
  at?: number
}

/** What a visit recorded last, for answers that do not know of it yet, and for other tabs that heard of it. */
export interface Recent {
  /** `answer` is moved on by it elsewhere. */
  add(event: LoggedEvent, visitor: string, answer?: FollowedAnswer): void
  /** The place of an event in the log; undefined where it is not among these. */
  positionOf(id: string): number | undefined
  /** Moves an answer on by what its server did not know and `person` recorded, each event once. */
  catchUp(answer: FollowedAnswer, person: Person, until?: Until): void
  /** True when an event, or a later one of its tab, has come. */
  reaches(id: string): boolean
  /** The events of a run, as far as they are among these. */
  within(run: Run): Entry[]
  /** What lies after one place in the log and not after the other. */
  between(after: number, last: number): TimedWire[]
}

/**
 * True when an event of the same browser was recorded for `person` in the same account. The visitor of both is the same, whatever the
 * log calls them since somebody signed in.
 */
export function isOf({ userId, context }: WireEvent, person: Person): boolean {
  return (userId ?? person.userId) === person.userId && context?.groupId === person.groupId
}

/** Nothing was recorded yet. */
export function createRecent(): Recent {
  const entries: Entry[] = []
  // Where `seq` does not fall on the way back, another page of the tab lies before.
  const within: Recent['within'] = ([, last, from]) => {
    const end = entries.findLastIndex(({ event }) => event.id === last)
    let begin = end
    const seqAt = (index: number): number => entries[index]?.event.seq ?? -1
    while (begin > 0 && seqAt(begin - 1) >= from && seqAt(begin - 1) < seqAt(begin)) begin -= 1
    return end < 0 ? [] : entries.slice(begin, end + 1)
  }
  return {
    add(event, visitor, answer) {
      const entry: Entry = { event, visitor, into: NONE }
      entries.push(entry)
      if (answer) put(entry, answer)
      if (entries.length > MOST) entries.shift()
    },
    positionOf: (id) => entries.findLast(({ event }) => event.id === id)?.event.position,
    catchUp(answer, person, { position: last = Infinity, at: latest = Infinity } = {}) {
      for (const entry of entries) {
        const { position, at } = entry.event
        if (position <= answer.position || position > last || at > latest || entry.into.includes(answer)) continue
        const wire = wireOf(entry.event, entry.visitor)
        if (!isOf(wire, person)) continue
        answer.absorb(wire)
        put(entry, answer)
      }
    },
    reaches: (id) => entries.some(({ event }) => event.id >= id),
    within,
    between(after, last) {
      const found = entries.filter(({ event }) => event.position > after && event.position <= last)
      return found.map(({ event, visitor }) => wireOf(event, visitor))
    },
  }
}

function put(entry: Entry, answer: FollowedAnswer): void {
  if (entry.into.includes(answer)) return
  entry.into = [...entry.into, answer]
  answer.taken += 1
}

/**
 * Moves an answer on by events that its page tells of, of all tabs in the order in which they happened. `again`: by those too that moved it
 * on already, as a page does that is told of them twice.
 */
export function moveOn(answer: FollowedAnswer, entries: readonly Entry[], again: boolean): TimedWire[] {
  const inOrder = entries.toSorted((one, other) => one.event.at - other.event.at || (one.event.id < other.event.id ? -1 : 1))
  return inOrder.flatMap((entry) => {
    if (!again && entry.into.includes(answer)) return []
    const wire = wireOf(entry.event, entry.visitor)
    answer.absorb(wire)
    put(entry, answer)
    return [wire]
  })
}
