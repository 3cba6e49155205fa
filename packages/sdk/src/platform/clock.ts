import { quietly } from './quiet.ts'

/** Time. Replaced in tests by one that only moves when told. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Calls `work` once after `ms`; returns how to call it off. */
  after(ms: number, work: () => void): () => void
}

/** The browser's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, work) => {
    const timer = setTimeout(() => quietly(work), ms)
    return () => clearTimeout(timer)
  },
}
