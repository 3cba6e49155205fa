import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'

/** After an erasure, milliseconds: who erases one person often erases the next, too. */
const REST = 10_000
/** After a sweep others have the file for so many times as long as it took. */
const SHARE = 20

/** Takes away what erasures leave in free places of the database's file. */
export interface Sweeper {
  /** Sweeps after a while, where something is to be swept. */
  soon(): void
  /** Begins nothing new and waits for what is under way. What is still due is swept after the next start. */
  stop(): Promise<void>
}

/** Makes the sweeper of a server. */
export function createSweeper({ privacy }: Store, log: Logger): Sweeper {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let notBefore = 0

  async function sweep(): Promise<void> {
    const started = performance.now()
    try {
      if (await privacy.isSweepDue()) await privacy.sweep()
    } catch (error) {
      if (!stopped) log.warn({ err: error }, 'free places of the database could not be swept; the next erasure or start tries it again')
    }
    const ended = performance.now()
    notBefore = ended + SHARE * (ended - started)
    running = undefined
    if (again) soon()
  }

  function soon(): void {
    if (stopped || timer) return
    again = running !== undefined
    if (again) return
    timer = setTimeout(
      () => {
        timer = undefined
        running = sweep()
      },
      Math.max(REST, notBefore - performance.now()),
    )
    timer.unref()
  }

  return {
    soon,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
