import {
  createVisit,
  EVENTS,
  personOf,
  prepareCampaigns,
  type PageView,
  type Person,
  type Run,
  type Taken,
  type Visit,
  type WireEvent,
} from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import type { Answer, Answers, FollowedAnswer } from './answers.ts'
import { createRecent, type Entry, isOf, moveOn, type Recent } from './recent.ts'
import { toldRuns } from './told-runs.ts'
import { visitorOf, wireOf, type TimedWire } from './wire.ts'

/** A visit without an event for so long is over. Milliseconds. */
const OVER = 86_400_000

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
  /** True when an event tells of others that have not come yet. */
  lacks(event: LoggedEvent): boolean
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
  recent: Recent
  /** Visits of the same browser, as far as that is known; they share this set. */
  tabs: Set<Open>
  /** Until the first view of a page. */
  opening: boolean
  /** The place in the log up to which its page has heard of its other tabs; of what came before the page it heard nothing. */
  heard: number
  /** Order of the last event on its page. */
  seq: number
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
  const byPerson = new Map<string, Set<Open>>()
  /** Who decided last with an answer that the browser keeps for its next page. */
  const holders = new WeakMap<FollowedAnswer, Open>()

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
  const noteOf = (visit: Open): void => {
    const known = byPerson.get(visit.person)
    if (known) known.add(visit)
    else byPerson.set(visit.person, new Set([visit]))
  }
  const begin = (id: string, event: LoggedEvent): Open => {
    const { person, account, at, position } = event
    const visit: Open = {
      id,
      visit: createVisit(undefined, prepare),
      person,
      account,
      lastAt: at,
      visitor: visitorOf(event),
      recent: createRecent(),
      tabs: new Set(),
      opening: true,
      heard: position,
      seq: -1,
      watched: true,
      unwatched: [],
    }
    visit.tabs.add(visit)
    noteOf(visit)
    open.set(id, visit)
    return visit
  }
  /** The page decides with another answer from this view on. */
  const turn = (visit: Open, next: Answer | undefined): void => {
    // What was not followed may have ended; what was marked stays.
    if (!next?.followed) visit.unwatched = []
    else if (visit.answer && !visit.answer.followed) visit.visit = createVisit(visit.visit.marks, prepare)
    if (next) visit.answer = next
    else delete visit.answer
  }
  /** The same where the view does not tell what moved the answer on. */
  const turnTo = (visit: Open, view: WireEvent, asOf: number, now: number): void => {
    const next = answers.find(visit.person, asOf, now)
    if (next?.followed) {
      const person = personOf(view)
      visit.recent.catchUp(next.followed, person)
      for (const tab of visit.tabs) if (tab !== visit) tab.recent.catchUp(next.followed, person, { position: visit.heard })
    }
    turn(visit, next)
  }
  /** A page that begins with an answer of before finds it moved on by all that was recorded in its browser until then. */
  const goOn = (visit: Open, followed: FollowedAnswer, view: TimedWire): void => {
    const holder = holders.get(followed)
    holders.set(followed, visit)
    if (!holder || open.get(holder.id) !== holder) return
    join(visit, holder)
    if (visit.tabs.size < 2) return
    const openedAt = view.at - (view.properties as unknown as PageView).openFor
    for (const tab of visit.tabs) if (tab !== visit) tab.recent.catchUp(followed, personOf(view), { at: openedAt })
  }
  /** Where the event lies that a page heard of, which may be the first that is known of another tab. */
  const find = (visit: Open, id: string): number | undefined => {
    for (const other of new Set([...visit.tabs, ...(byPerson.get(visit.person) ?? [])])) {
      const position = other === visit ? undefined : other.recent.positionOf(id)
      if (position === undefined) continue
      join(visit, other)
      return position
    }
    return undefined
  }
  /** What waits because nobody wanted to know of it comes before what is heard. */
  const catchUp = ({ visit, unwatched }: Open, followed: FollowedAnswer): void => {
    if (unwatched.length === 0) return
    const boot = followed.boot()
    for (const one of unwatched.splice(0)) visit.take(one, boot, one.at)
  }
  /** What other tabs recorded moves the answer of the page that heard of it, and what was answered there leaves it. */
  const hear = (visit: Open, position: number, person: Person): void => {
    const followed = visit.answer?.followed
    const before = visit.heard
    visit.heard = Math.max(before, position)
    if (!followed) return
    catchUp(visit, followed)
    for (const tab of visit.tabs) {
      if (tab === visit) continue
      tab.recent.catchUp(followed, person, { position })
      for (const wire of tab.recent.between(before, position)) if (isOf(wire, person) && wire.event !== EVENTS.shown) visit.visit.hear(wire)
    }
  }

  const entriesOf = (runs: readonly Run[]): Entry[] => runs.flatMap((run) => open.get(run[0])?.recent.within(run) ?? [])
  /** The page decides with an answer from this view on of which it tells what moved it on. */
  const beginWith = (visit: Open, knows: readonly Run[], asOf: number, now: number): void => {
    const next = answers.find(visit.person, asOf, now)
    if (!next?.followed) return turn(visit, next)
    const entries = entriesOf(knows)
    const own = visit.answer?.at === asOf ? visit.answer.followed : undefined
    // Mostly the page before it in this tab knew nothing else.
    const goesOn = own?.taken === entries.filter(({ into }) => own && into.includes(own)).length
    const followed = own && goesOn ? own : next.followed.anew()
    moveOn(followed, entries, followed !== own)
    turn(visit, { at: next.at, followed })
  }
  /** What other tabs recorded, as the page tells it, moves its answer on, and what was answered there leaves it. */
  const hearRuns = (visit: Open, heard: readonly Run[]): void => {
    const followed = visit.answer?.followed
    if (!followed) return
    catchUp(visit, followed)
    for (const wire of moveOn(followed, entriesOf(heard), true)) visit.visit.hear(wire)
  }

  return {
    take(event) {
      const { person, account, at, name, properties } = event
      const id = event.context['visit']
      if (typeof id !== 'string') return undefined
      const visit = open.get(id) ?? begin(id, event)
      if (visit.person !== person) {
        byPerson.get(visit.person)?.delete(visit)
        visit.person = person
        noteOf(visit)
      }
      visit.account = account
      visit.lastAt = at
      const asOf = event.type === 'track' && name === EVENTS.view ? properties['asOf'] : undefined
      const { heard = event.context['heard'], knows } = toldRuns(event)
      const turns = typeof asOf === 'number' && (visit.answer?.at !== asOf || knows !== undefined)
      const follows = turns || !visit.answer || visit.answer.followed !== undefined
      const wire = follows ? wireOf(event, visit.visitor) : undefined
      // Another page of the tab.
      if (event.seq <= visit.seq) {
        visit.heard = event.position
        visit.opening = true
      }
      visit.seq = event.seq
      if (Array.isArray(heard)) hearRuns(visit, heard)
      const position = typeof heard === 'string' ? find(visit, heard) : undefined
      if (position !== undefined) hear(visit, position, personOf(visit.last ?? wireOf(event, visit.visitor)))
      if (turns && knows) beginWith(visit, knows, asOf, event.receivedAt)
      else if (wire && turns) turnTo(visit, wire, asOf, event.receivedAt)
      if (wire && !knows && visit.answer?.followed && asOf !== undefined && (turns || visit.opening))
        goOn(visit, visit.answer.followed, wire)
      if (asOf !== undefined) visit.opening = false
      visit.recent.add(event, visit.visitor, wire && visit.answer?.followed)
      return wire && advance(visit, wire)
    },
    lacks(event) {
      const { heard = [], knows = [] } = toldRuns(event)
      return [...heard, ...knows].some(([visit, last]) => open.get(visit)?.recent.reaches(last) !== true)
    },
    find: ({ context }) => open.get(String(context['visit'])),
    add: (visit, wire) => advance(visit as Open, wire) ?? { visit, wire, at: wire.at, taken: NOTHING },
    sweep(now, idle = OVER) {
      for (const [id, visit] of open) {
        if (visit.lastAt >= now - idle) continue
        open.delete(id)
        visit.tabs.delete(visit)
        const own = byPerson.get(visit.person)
        if (own?.delete(visit) && own.size === 0) byPerson.delete(visit.person)
      }
    },
  }
}

/** Two visits turn out to be of one browser. */
function join(one: Open, other: Open): void {
  if (one.tabs === other.tabs) return
  for (const tab of other.tabs) one.tabs.add(tab)
  for (const tab of one.tabs) tab.tabs = one.tabs
}

/** True for what the host reports on the same page, for the same person, after the event before it. */
function goesOn(before: WireEvent, { type, event = '', seq = 0, anonymousId, userId, context }: WireEvent): boolean {
  if (type !== 'track' || event.startsWith('espalier:') || seq <= (before.seq ?? 0)) return false
  return userId === before.userId && anonymousId === before.anonymousId && context?.groupId === before.context?.groupId
}
