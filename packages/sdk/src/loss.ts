import type { LossReason } from '@espalier/core'
import type { Storage } from './platform/storage.ts'

/** Counts of lost events by reason, kept until they are reported. */
export interface Loss {
  add(reason: LossReason, count: number): void
  /** Takes the counts to report; undefined when nothing was lost. */
  take(): Record<string, number> | undefined
  /** Puts counts back whose report was lost itself. */
  putBack(counts: Record<string, unknown>): void
}

const NAME = 'lost'

/** Counts lost events in `storage`, so that a reload forgets none. */
export function addLoss(storage: Storage, reason: string, count: number): void {
  const all = storage.read<Record<string, number>>(NAME)
  if (count > 0) storage.write(NAME, { ...all, [reason]: (all?.[reason] ?? 0) + count })
}

/** Whether there is a loss to report. */
export function hasLoss(storage: Storage): boolean {
  return Boolean(storage.read(NAME))
}

/** All about the losses that `storage` knows of. */
export function createLoss(storage: Storage): Loss {
  return {
    add: (reason, count) => addLoss(storage, reason, count),
    take: () => {
      const all = storage.read<Record<string, number>>(NAME)
      storage.write(NAME, undefined)
      return all
    },
    putBack: (counts) => {
      for (const [reason, count] of Object.entries(counts)) if (typeof count === 'number') addLoss(storage, reason, count)
    },
  }
}
