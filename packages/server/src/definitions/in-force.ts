import type { Condition, Definitions } from '@espalier/core/schema'
import { readsIn } from './paths.ts'

/**
 * What rules read while some custom events are still counted over the past: each as it was before, and nothing of one that is new. A
 * segment that reads a new one waits with it.
 */
export function inForce(wanted: Definitions, before: Definitions, waiting: ReadonlySet<string>): Definitions {
  const known = new Set(before.events.map(({ id }) => id))
  const fresh = new Set([...waiting].filter((id) => !known.has(id)))
  return {
    events: wanted.events.flatMap((one) => (waiting.has(one.id) ? (before.events.find(({ id }) => id === one.id) ?? []) : one)),
    segments: wanted.segments.flatMap((one) =>
      eventsIn(one.audience).some((id) => fresh.has(id)) ? (before.segments.find(({ id }) => id === one.id) ?? []) : one,
    ),
  }
}

/** The names of events that a condition reads. */
function eventsIn(condition: Condition): string[] {
  return readsIn(condition, '').flatMap(({ fact }) => {
    const [root, name = ''] = fact.split('.', 2)
    return root === 'event' || root === 'accountEvent' ? name : []
  })
}
