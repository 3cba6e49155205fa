import type { Person, WireEvent } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import type { FollowedAnswer } from './answers.ts'
import { wireOf, type TimedWire } from './wire.ts'

/** Events of a visit that are remembered, at most. */
const MOST = 300

const NONE: readonly FollowedAnswer[] = []

interface Entry {
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
  return {
    add(event, visitor, answer) {
      entries.push({ event, visitor, into: answer ? [answer] : NONE })
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
        entry.into = [...entry.into, answer]
      }
    },
    between(after, last) {
      const found = entries.filter(({ event }) => event.position > after && event.position <= last)
      return found.map(({ event, visitor }) => wireOf(event, visitor))
    },
  }
}
