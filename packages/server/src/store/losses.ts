import type { LossReason } from '@espalier/core'

/** How many events pages had to give up, as they reported it on one day. */
export interface LossCount {
  /** Days since the epoch, in the workspace's zone at that time. */
  day: number
  reason: LossReason
  events: number
}

/** What pages could not deliver. */
export interface LossStore {
  /** Adds to what was counted before. */
  count(counts: readonly LossCount[]): Promise<void>
  /** Both days are included; by day and reason. */
  countsIn(from: number, to: number): Promise<LossCount[]>
}
