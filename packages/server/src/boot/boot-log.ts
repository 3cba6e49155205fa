import type { Metrics } from '../http/metrics.ts'
import type { StoredEvent } from '../store/events.ts'
import type { Store } from '../store/store.ts'

/** More than this many that wait are not kept: the database has other worries. */
const MOST = 10_000

/** Notes which pages were answered. No page waits for it, and none fails because of it. */
export interface BootLog {
  add(event: StoredEvent): void
  /** Resolves when everything that was added is kept, or counted as lost. */
  settled(): Promise<void>
}

/** Boots that are answered while a transaction runs share the next one. */
export function createBootLog(store: Store, { lostBoots }: Pick<Metrics, 'lostBoots'>): BootLog {
  let waiting: StoredEvent[] = []
  let running: Promise<void> | undefined

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const events = waiting
      waiting = []
      try {
        await store.transaction((inner) => inner.events.append(events))
      } catch {
        lostBoots.inc(events.length)
      }
    }
    running = undefined
  }

  return {
    add(event) {
      if (waiting.length >= MOST) return lostBoots.inc()
      waiting.push(event)
      running ??= run()
    },
    settled: () => running ?? Promise.resolve(),
  }
}
