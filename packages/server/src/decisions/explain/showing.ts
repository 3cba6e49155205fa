import { EVENTS } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import { createAnswers } from '../past/answers.ts'
import { createVisits } from '../past/visits.ts'
import type { Timeline } from '../world/timeline.ts'
import { createWorld } from '../world/world.ts'

/** How old the answer may be that a visit begins with. Milliseconds. */
const KEPT = 86_400_000

/** What stood on a page: the campaign by its place, as a visit keeps it. */
export type Showing = Readonly<Record<string, string>>

/** What stands on the page of a visit after all of the log: the visit is decided again, as a replay decides it. */
export function showingIn(log: readonly LoggedEvent[], timeline: Timeline, visit: string): Showing {
  const begun = log.find(({ context }) => context['visit'] === visit)?.receivedAt ?? Infinity
  const world = createWorld(timeline)
  const answers = createAnswers(world)
  const visits = createVisits(answers)
  let showing: Showing = {}
  for (const one of log) {
    world.take(one)
    if (one.receivedAt < begun - KEPT) continue
    if (one.type === 'track' && one.name === EVENTS.boot) {
      answers.add(one)
      continue
    }
    visits.take(one)
    if (one.context['visit'] === visit) showing = visits.find(one)?.visit.showing ?? {}
  }
  return showing
}
