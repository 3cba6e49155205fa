import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { threadFile } from './thread-file.ts'

/** How many pages the log alone holds before they are brought over (4 MiB). */
const ENOUGH = 1000

/** It waits, writes pages and keeps none. */
const LIMITS = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 }

/** Brings what the write-ahead log holds into the file, beside those who write. */
export interface Checkpointer {
  /** Something was committed. Never throws. */
  committed(): void
  /** Resolves when nothing is brought over any more, and the file is let go. */
  end(): Promise<void>
}

/**
 * A thread of its own for the SQLite file, begun when there is enough to do for the first time. Who commits would have to wait for the
 * disk otherwise, and all requests of the moment with them. `pages`: how many the log alone holds. Where the thread fails, the process
 * is warned, and whoever commits does the work again.
 */
export function createCheckpointer(file: string, pages: () => number): Checkpointer {
  let thread: Worker | undefined
  let busy = false
  const start = (): Worker => {
    const begun = new Worker(threadFile('checkpoint-thread'), { workerData: file, resourceLimits: LIMITS })
    begun.on('message', () => (busy = false))
    begun.on('error', warn)
    begun.once('exit', () => {
      thread = undefined
      busy = true
    })
    begun.unref()
    return begun
  }
  return {
    committed() {
      // What was committed is, whatever becomes of this.
      try {
        if (busy || pages() < ENOUGH) return
        busy = true
        thread ??= start()
        thread.postMessage(true)
      } catch (error) {
        warn(error)
      }
    },
    async end() {
      busy = true
      if (!thread) return
      const ended = once(thread, 'exit')
      thread.ref()
      thread.postMessage(false)
      await ended
    },
  }
}

function warn(error: unknown): void {
  process.emitWarning(
    `the write-ahead log is not brought over beside the requests: ${error instanceof Error ? error.message : String(error)}`,
  )
}
