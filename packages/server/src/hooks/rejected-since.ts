import type { Metrics } from '../http/metrics.ts'
import type { Faults } from './faults.ts'
import { refusedEvents, refusedSince, type RefusedEvents } from './refused-events.ts'

/** Notes how many events were refused since it was called last, and why. */
export function rejectedSince(metrics: Pick<Metrics, 'events' | 'refused'>, faults: Pick<Faults, 'note'>): () => Promise<void> {
  let before: { all: number; refused: RefusedEvents[] } = { all: 0, refused: [] }
  return async () => {
    const { values } = await metrics.events.get()
    const all = values.reduce((sum, { value }) => sum + value, 0)
    const refused = await refusedEvents(metrics)
    const [reasons, of] = [refusedSince(before.refused, refused), all - before.all]
    before = { all, refused }
    const rejected = reasons.reduce((sum, { events }) => sum + events, 0)
    if (rejected > 0) faults.note('events-rejected', { rejected, of }, rejected, reasons)
  }
}
