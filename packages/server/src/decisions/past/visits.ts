import { createVisit, EVENTS, type CompiledCampaign, type PageView, type Taken, type Visit, type WireEvent } from '@espalier/core'
import type { BootCampaign } from '@espalier/core/schema'
import type { LoggedEvent } from '../../store/events.ts'
import { absorb, catchUp, type Answer, type Answers, type Recorded } from './answers.ts'
import { visitorAfter, wireOf } from './wire.ts'

/** A visit without an event for so long is over. Milliseconds. */
const OVER = 86_400_000
/** Events that a new answer may not know yet, at most. */
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
  last?: WireEvent
  lastAt: number
}

/** What a visit decided about an event of the log. */
export interface Step {
  visit: ReplayedVisit
  wire: WireEvent
  at: number
  taken: Taken
}

/** Drives the visits of the log. */
export interface Visits {
  /** Takes an event of a page; undefined for one that belongs to no visit. */
  take(event: LoggedEvent): Step | undefined
  /** The visit of an event, when it has begun. */
  find(event: LoggedEvent): ReplayedVisit | undefined
  /** Takes an event that the log does not have. */
  add(visit: ReplayedVisit, wire: WireEvent): Step
  /** Drops visits that are over. */
  sweep(now: number): void
}

interface Open extends ReplayedVisit {
  visitor: string
  recent: Recorded[]
  position: number
}

/** No visit has begun. `compile` is told of every campaign that a visit decides about. */
export function createVisits(answers: Answers, compile: (one: BootCampaign) => CompiledCampaign): Visits {
  const open = new Map<string, Open>()

  const advance = (visit: Open, recorded: Recorded): Step => {
    const { wire } = recorded
    const at = Date.parse(wire.timestamp)
    visit.lastAt = at
    visit.last = wire
    if (wire.event === EVENTS.view) {
      const { asOf } = wire.properties as unknown as PageView
      if (visit.answer?.boot.at !== asOf) {
        const next = answers.find(visit.person, asOf)
        if (next) catchUp(next, visit.recent, wire)
        if (next) visit.answer = next
        else delete visit.answer
        visit.recent = []
      }
    }
    visit.recent.push(recorded)
    if (visit.recent.length > RECENT) visit.recent.shift()
    const { answer } = visit
    if (answer) absorb(answer, recorded)
    return { visit, wire, at, taken: answer ? visit.visit.take(wire, answer.boot) : { winners: [], heldBack: [] } }
  }

  return {
    take(event) {
      const id = event.context['visit']
      if (typeof id !== 'string') return undefined
      let visit = open.get(id)
      if (!visit) {
        const { person, account, at } = event
        visit = { id, visit: createVisit(undefined, compile), person, account, lastAt: at, visitor: '', recent: [], position: 0 }
        open.set(id, visit)
      }
      visit.visitor = visitorAfter(event, visit.visitor)
      visit.person = event.person
      visit.account = event.account
      visit.position = event.position
      return advance(visit, { position: event.position, wire: wireOf(event, visit.visitor) })
    },
    find: ({ context }) => open.get(String(context['visit'])),
    add: (visit, wire) => advance(visit as Open, { position: (visit as Open).position, wire }),
    sweep(now) {
      for (const [id, { lastAt }] of open) if (lastAt < now - OVER) open.delete(id)
    },
  }
}
