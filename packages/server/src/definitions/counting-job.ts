import { setTimeout as rest } from 'node:timers/promises'
import type { Logger } from 'pino'
import { storageFault } from '../store/fault.ts'
import type { Store } from '../store/store.ts'
import { countOn } from './count-on.ts'

/** Counts custom events over the past while the server does its work. */
export interface CountingJob {
  /** Goes on until nothing is left to count, also with what a server before left behind. Resolves then, or when it was stopped. */
  run(): Promise<void>
  /** Stops after the slice that is being counted; whoever runs next goes on there. */
  stop(): Promise<void>
}

/**
 * Rests as long as it worked, so that others get at least half of the time. Any number of servers may work on the same.
 * While the database takes nothing it waits, and then goes on. `onFault` hears of each time that nothing could be counted.
 */
export function createCountingJob(store: Store, clock: () => number, log: Pick<Logger, 'error'>, onFault = () => {}): CountingJob {
  let running: Promise<void> | undefined
  let asked = false
  let stopped = false
  let again: NodeJS.Timeout | undefined
  const work = async (): Promise<void> => {
    try {
      while (asked && !stopped) {
        asked = false
        if (!(await store.workspace.counting())) continue
        const started = performance.now()
        if (!(await store.transaction((inner) => countOn(inner, clock())))) continue
        asked = true
        await rest(performance.now() - started)
      }
    } catch (error) {
      log.error({ err: error }, 'custom events cannot be counted over the past')
      onFault()
      const fault = storageFault(error)
      if (fault && !stopped) again = setTimeout(() => void job.run(), fault.retryAfter * 1000).unref()
    }
    running = undefined
  }
  const job: CountingJob = {
    run() {
      clearTimeout(again)
      asked = true
      return (running ??= work())
    },
    async stop() {
      stopped = true
      clearTimeout(again)
      await running
    },
  }
  return job
}
