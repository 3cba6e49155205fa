import { EVENTS } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import { createWorld, type World } from '../world/world.ts'
import type { Timeline } from '../world/timeline.ts'
import { createAnswers } from './answers.ts'
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
  /** What pages decide about this event. */
  take(event: LoggedEvent): Decided[]
}

/**
 * Decides a recorded period again, with nothing but the log and the workspace's changes. Law: what it decides is what the pages
 * recorded, for everybody.
 */
export function createRecordedReplay(timeline: Timeline, world: World = createWorld(timeline)): RecordedReplay {
  const answers = createAnswers(world)
  const visits = createVisits(answers)
  let day = 0
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
    },
  }
}
