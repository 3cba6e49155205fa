const DAY = 86_400_000
/** The longest window, in days. */
const SLOTS = 90

/** A counter as it is stored and sent: JSON, small, the same everywhere. */
export interface CounterState {
  /** Day of the newest slot, in days since the epoch (UTC). */
  d: number
  /** Counts of the last days, newest first; trailing zeros are left out. */
  n: number[]
  /** Count for ever. */
  t: number
  /** First and last occurrence, epoch milliseconds. */
  f: number
  l: number
}

/** The day that `at` falls on, in days since the epoch (UTC). */
export function dayOf(at: number): number {
  return Math.floor(at / DAY)
}
