import { quietly } from './quiet.ts'

/** Time. Replaced in tests by one that only moves when told. */
export interface Clock {
  /** Epoch milliseconds. Never earlier than it said before. */
  now(): number
  /** Calls `work` once after `ms`; returns how to call it off. */
  after(ms: number, work: () => void): () => void
}

/**
 * The clock that `read` shows, which goes on evenly for this page when it is set back. So events keep their order, and, compared with
 * the time of sending, the times at which they happened.
 */
export function createNow(read: () => number): () => number {
  let last = 0
  let ahead = 0
  return () => {
    const shown = read()
    ahead = Math.max(ahead, last - shown)
    return (last = shown + ahead)
  }
}

/** The browser's own clock. */
export const systemClock: Clock = {
  now: createNow(() => Date.now()),
  after: (ms, work) => {
    const timer = setTimeout(() => quietly(work), ms)
    return () => clearTimeout(timer)
  },
}
