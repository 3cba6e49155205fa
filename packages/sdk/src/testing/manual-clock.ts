import type { Clock } from '../platform/clock.ts'

/** A clock that moves only when it is told to. */
export interface ManualClock extends Clock {
  /** Moves on and calls what is due, in order. */
  advance(ms: number): void
  /** Timers that are set. */
  timers(): number
}

/** Starts at a fixed moment in 2026. */
export function createManualClock(start = Date.parse('2026-11-22T09:00:00Z')): ManualClock {
  let now = start
  const timers = new Set<{ at: number; work: () => void }>()
  return {
    now: () => now,
    after: (ms, work) => {
      const timer = { at: now + Math.max(0, ms), work }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance: (ms) => {
      const end = now + ms
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).toSorted((left, right) => left.at - right.at)
        if (!next) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.work()
      }
      now = end
    },
    timers: () => timers.size,
  }
}
