import type { IncomingEvent } from './accept.ts'

/** What of an event puts it in its place: which visit and tab it is from, its order there, and when it happened. */
export type Ordered = Pick<IncomingEvent, 'at' | 'seq' | 'context'>

/**
 * Lets no event of a page lie after one that the same page recorded later, as its `seq` tells: a clock that was set back between the
 * two makes the earlier one look later. Takes the events of one request in their order and changes `at` where it has to.
 */
export function putInOrder(events: readonly Ordered[]): void {
  const later = new Map<unknown, Ordered>()
  for (const event of events.toReversed()) {
    const { visit } = event.context
    if (visit === undefined) continue
    const next = later.get(visit)
    // A `seq` that begins again is another page of the same tab.
    if (next && event.seq < next.seq) event.at = Math.min(event.at, next.at)
    later.set(visit, event)
  }
}
