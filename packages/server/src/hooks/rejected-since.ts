import type { Metrics } from '../http/metrics.ts'
import type { Faults } from './faults.ts'

/** Notes how many events were refused since it was called last. */
export function rejectedSince({ events }: Pick<Metrics, 'events'>, faults: Pick<Faults, 'note'>): () => Promise<void> {
  let before = { rejected: 0, all: 0 }
  return async () => {
    const { values } = await events.get()
    const all = values.reduce((sum, { value }) => sum + value, 0)
    const rejected = values.find(({ labels }) => labels.status === 'rejected')?.value ?? 0
    const [fresh, of] = [rejected - before.rejected, all - before.all]
    before = { rejected, all }
    if (fresh > 0) faults.note('events-rejected', { rejected: fresh, of }, fresh)
  }
}
