import { createVisit, EVENTS, prepareCampaigns, type PageView, type Taken, type Visit, type WireEvent } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import type { Answer, Answers } from './answers.ts'
import { visitorAfter, wireOf, type TimedWire } from './wire.ts'

/** A visit without an event for so long is over. Milliseconds. */
const OVER = 86_400_000
/** Events that a new answer may not know yet, at most; nothing but `track` moves an answer. */
const RECENT = 100

/** One visit while it is replayed. */
export interface ReplayedVisit {
  readonly id: string
  readonly visit: Visit
  /** Whom the last event was recorded for, as the server knew them. */
  person: string
  account: string
  /** The answer that the last view named. */
  answer?: Answer
  /** The last event of the page, and when it was. Epoch milliseconds. */
  last?: TimedWire
  lastAt: number
}

/** What a visit decided about an event of the log. */
export interface Step {
  visit: ReplayedVisit
  wire: TimedWire
  at: number
  taken: Taken
}

/** Drives the visits of the log. */
export interface Visits {
  /** Takes an event of a page; undefined where nothing can be decided: without a visit, or one that is not followed or not watched. */
  take(event: LoggedEvent): Step | undefined
  /** The visit of an event, when it has begun. */
  find(event: LoggedEvent): ReplayedVisit | undefined
  /** Takes an event that the log does not have. */
  add(visit: ReplayedVisit, wire: TimedWire): Step
  /** Drops visits that are over: without an event for `idle` milliseconds, a day by default. */
  sweep(now: number, idle?: number): void
}

/** Which moments of visits matter to whoever asks. */
export interface Interest {
  /** False for a view on which nothing that is asked about can be decided. */
  watches(view: PageView): boolean
  /** True while nothing that a host reports can change what is on the screen. */
  isSettled(visit: Visit): boolean
}

/** All moments matter. */
export const EVERYTHING: Interest = { watches: () => true, isSettled: () => false }

interface Open extends ReplayedVisit {
  visit: Visit
  visitor: string
  recent: LoggedEvent[]
  /** False while the page has no place that is asked about: what it records waits in `unwatched`. */
  watched: boolean
  unwatched: TimedWire[]
}

/** Events that wait until somebody wants to know of them, at most. */
const MOST = 200

const NOTHING: Taken = { winners: [], heldBack: [] }

/**
 * No visit has begun. `prepare` is told of the campaigns of every answer that a visit decides with. Events of pages that are not
 * watched are taken only when a later view needs what follows from them.
 */
export function createVisits(
  answers: Answers,
  prepare: typeof prepareCampaigns = prepareCampaigns,
  { watches, isSettled }: Interest = EVERYTHING,
): Visits {
  const open = new Map<string, Open>()

  const advance = (visit: Open, wire: TimedWire): Step | undefined => {
    const { answer, unwatched, last } = visit
    const followed = answer?.followed
    visit.last = wire
    if (!followed) return undefined
    followed.absorb(wire)
    if (wire.event === EVENTS.view) visit.watched = watches(wire.properties as unknown as PageView)
    if (!visit.watched && unwatched.length < MOST) {
      unwatched.push(wire)
      return undefined
    }
    if (isSettled(visit.visit) && last && goesOn(last, wire)) return undefined
    const boot = followed.boot()
    for (const one of unwatched) visit.visit.take(one, boot, one.at)
    unwatched.length = 0
    return { visit, wire, at: wire.at, taken: visit.visit.take(wire, boot, wire.at) }
  }
  const begin = (id: string, { person, account, at }: LoggedEvent): Open => {
    const visit: Open = {
      id,
      visit: createVisit(undefined, prepare),
      person,
      account,
      lastAt: at,
      visitor: '',
      recent: [],
      watched: true,
      unwatched: [],
    }
    open.set(id, visit)
    return visit
  }
  /** The page decides with another answer from this view on. */
  const turn = (visit: Open, view: WireEvent, asOf: number): void => {
    const next = answers.find(visit.person, asOf)
    if (next?.followed) {
      next.followed.catchUp(visit.recent, visit.visitor, view)
      // What was not followed may have ended; what was marked stays.
      if (visit.answer && !visit.answer.followed) visit.visit = createVisit(visit.visit.marks, prepare)
    } else visit.unwatched = []
    if (next) visit.answer = next
    else delete visit.answer
    visit.recent = []
  }

  return {
    take(event) {
      const { person, account, at, name, properties } = event
      const id = event.context['visit']
      if (typeof id !== 'string') return undefined
      const visit = open.get(id) ?? begin(id, event)
      visit.visitor = visitorAfter(event, visit.visitor)
      visit.person = person
      visit.account = account
      visit.lastAt = at
      const asOf = event.type === 'track' && name === EVENTS.view ? properties['asOf'] : undefined
      const turns = typeof asOf === 'number' && visit.answer?.at !== asOf
      const follows = turns || !visit.answer || visit.answer.followed !== undefined
      const wire = follows ? wireOf(event, visit.visitor) : undefined
      if (wire && turns) turn(visit, wire, asOf)
      if (event.type === 'track') visit.recent.push(event)
      if (visit.recent.length > RECENT) visit.recent.shift()
      return wire && advance(visit, wire)
    },
    find: ({ context }) => open.get(String(context['visit'])),
    add: (visit, wire) => advance(visit as Open, wire) ?? { visit, wire, at: wire.at, taken: NOTHING },
    sweep(now, idle = OVER) {
      for (const [id, { lastAt }] of open) if (lastAt < now - idle) open.delete(id)
    },
  }
}

/** True for what the host reports on the same page, for the same person, after the event before it. */
function goesOn(before: WireEvent, { type, event = '', seq = 0, anonymousId, userId, context }: WireEvent): boolean {
  if (type !== 'track' || event.startsWith('espalier:') || seq <= (before.seq ?? 0)) return false
  return userId === before.userId && anonymousId === before.anonymousId && context?.groupId === before.context?.groupId
}
