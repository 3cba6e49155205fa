import { EVENTS } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import { createWorld, type World } from '../world/world.ts'
import type { Timeline } from '../world/timeline.ts'
import { createAnswers } from './answers.ts'
import { createCausalOrder } from './causal-order.ts'
import { createVisits } from './visits.ts'

/** Something that a page decided and recorded. */
export interface Decided {
  user: string
  visit: string
  campaign: string
  version: number
  /** Variant, `treated` or `held-out`; of what was held back, the gate. */
  outcome: string
  /** Epoch milliseconds. */
  at: number
}

/** Takes the log event by event and decides all of it again. */
export interface RecordedReplay {
  /** What pages decide about this event, and about those that waited for it. */
  take(event: LoggedEvent): Decided[]
  /** What pages decide about events that still wait for others at the end of the log. */
  rest(): Decided[]
}

/**
 * Decides a recorded period again, with nothing but the log and the workspace's changes. Law: what it decides is what the pages
 * recorded, for everybody.
 */
export function createRecordedReplay(timeline: Timeline, world: World = createWorld(timeline)): RecordedReplay {
  const answers = createAnswers(world)
  const visits = createVisits(answers)
  const order = createCausalOrder(visits)
  let day = 0
  const decide = (event: LoggedEvent): Decided[] => {
    const step = visits.take(event)
    if (!step) return []
    const { visit, at, taken } = step
    const base = { user: visit.person, visit: visit.id, at }
    const shown = taken.winners
      .filter(({ fresh }) => fresh)
      .map(({ campaign, version, arm }): Decided => ({ ...base, campaign, version, outcome: arm }))
    const heldBack = taken.heldBack.flatMap(({ campaign, version, reasons }) =>
      reasons.map(({ gate }): Decided => ({ ...base, campaign, version, outcome: gate })),
    )
    return [...shown, ...heldBack]
  }
  const decideAll = (events: Iterable<LoggedEvent>): Decided[] => {
    const decided: Decided[] = []
    for (const event of events) decided.push(...decide(event))
    return decided
  }
  return {
    take(event) {
      world.take(event)
      const today = Math.floor(event.receivedAt / 86_400_000)
      if (today !== day) {
        answers.sweep(event.receivedAt)
        visits.sweep(event.receivedAt)
      }
      day = today
      if (event.type === 'track' && event.name === EVENTS.boot) {
        answers.add(event)
        return []
      }
      return decideAll(order.take(event))
    },
    rest: () => decideAll(order.rest()),
  }
}
