import { loadRules } from '../decisions/rules.ts'
import type { Metrics } from '../http/metrics.ts'
import { earliestOf, erasedAmong, erasedSince } from '../privacy/digests.ts'
import type { StoredEvent } from '../store/events.ts'
import type { Store } from '../store/store.ts'

/** More than this many that wait are not kept: the database has other worries. */
const MOST = 10_000

/** How long boots wait for others to share their transaction, milliseconds. */
const PAUSE = 100

/** Notes which pages were answered. No page waits for it, and none fails because of it. */
export interface BootLog {
  add(event: StoredEvent): void
  /** Resolves when everything that was added is kept, or counted as lost; from now on nothing waits for company. */
  settled(): Promise<void>
}

/**
 * Boots that are answered within a short time, or while a transaction runs, share one, and nobody waits for the disk: what a killed
 * process has not written, or a power cut takes back, are answers to pages that sent no event since, because events flush what was
 * kept before them. Without it, what such a page would have shown is not replayed; nothing that was counted is missing.
 */
export function createBootLog(store: Store, { lostBoots }: Pick<Metrics, 'lostBoots'>): BootLog {
  let waiting: StoredEvent[] = []
  let running: Promise<void> | undefined

  let hurried = false
  let hurry = (): void => undefined

  function pause(): Promise<void> {
    if (hurried) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE)
      hurry = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await pause()
      const events = waiting
      waiting = []
      try {
        await store.transaction(async (inner) => inner.events.append(await owned(inner, await unerased(inner, events))), { flush: 'later' })
      } catch {
        lostBoots.inc(events.length)
      }
    }
    running = undefined
    hurried = false
  }

  return {
    add(event) {
      if (waiting.length >= MOST) return lostBoots.inc()
      waiting.push(event)
      running ??= run()
    },
    settled() {
      if (!running) return Promise.resolve()
      hurried = true
      hurry()
      return running
    },
  }
}

/** Each with the account that its own is part of by now. */
async function owned(store: Store, events: readonly StoredEvent[]): Promise<StoredEvent[]> {
  const { merged } = await loadRules(store)
  return events.map((event) => {
    const owner = merged.get(event.account)
    return owner === undefined ? event : { ...event, owner }
  })
}

/** Those about nobody who was erased since they were answered. */
async function unerased({ privacy }: Store, events: readonly StoredEvent[]): Promise<StoredEvent[]> {
  const namesOf = ({ person, account }: StoredEvent) => [person, account]
  const erased = await erasedAmong(privacy, () => events.flatMap(namesOf), earliestOf(events))
  return events.filter((event) => !erasedSince(erased, namesOf(event), event.at))
}
