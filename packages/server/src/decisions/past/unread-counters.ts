import { eventFactName } from '@espalier/core'
import type { CounterScope } from '../../store/people.ts'
import { customCounter } from '../custom-counter.ts'
import type { Timeline } from '../world/timeline.ts'

const CUSTOM = customCounter('')
/** Names that are remembered at most; all of them are forgotten at once. */
const MOST = 10_000

/** Tells the counters that no rule of the time from `from` on reads. Those of custom events are kept. */
export function unreadCounters(timeline: Timeline, from: number): (scope: CounterScope, name: string) => boolean {
  const read = { person: new Set<string>(), account: new Set<string>() }
  for (const at of [from, ...timeline.changedAt.filter((one) => one > from)]) {
    const { reads } = timeline.rulesAt(at)
    for (const scope of ['person', 'account'] as const) for (const name of reads[scope]) read[scope].add(name)
  }
  // The same few names come again and again.
  const known = { person: new Map<string, boolean>(), account: new Map<string, boolean>() }
  return (scope, name) => {
    const unread = known[scope].get(name)
    if (unread !== undefined) return unread
    const found = !name.startsWith(CUSTOM) && !read[scope].has(eventFactName(name))
    if (known[scope].size >= MOST) known[scope].clear()
    known[scope].set(name, found)
    return found
  }
}
