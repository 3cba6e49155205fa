import { eventFactName } from '@espalier/core'
import type { CounterScope } from '../../store/people.ts'
import { customCounter } from '../custom-counter.ts'
import type { Timeline } from '../world/timeline.ts'

const CUSTOM = customCounter('')

/** Tells the counters that no rule of the time from `from` on reads. Those of custom events are kept. */
export function unreadCounters(timeline: Timeline, from: number): (scope: CounterScope, name: string) => boolean {
  const read = { person: new Set<string>(), account: new Set<string>() }
  for (const at of [from, ...timeline.changedAt.filter((one) => one > from)]) {
    const { reads } = timeline.rulesAt(at)
    for (const scope of ['person', 'account'] as const) for (const name of reads[scope]) read[scope].add(name)
  }
  return (scope, name) => !name.startsWith(CUSTOM) && !read[scope].has(eventFactName(name))
}
