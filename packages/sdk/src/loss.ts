import type { Storage } from './platform/storage.ts'

/**
 * Why an event was given up: `full` (10,000 wait already), `expired` (waited 7 days), `too-large` (over 32 KB), `unreadable`
 * (not JSON), `rejected` (the server said which field is wrong), `refused` (the server refused the request that held it
 * alone), `consent` (withdrawn before it was sent).
 */
export type LossReason = 'full' | 'expired' | 'too-large' | 'unreadable' | 'rejected' | 'refused' | 'consent'

/** Counts of lost events by reason, kept until they are reported. */
export interface Loss {
  add(reason: LossReason, count: number): void
  /** Takes the counts to report; undefined when nothing was lost. */
  take(): Record<string, number> | undefined
  /** Puts counts back whose report was lost itself. */
  putBack(counts: Record<string, unknown>): void
}

const NAME = 'lost'

/** Counts in `storage`, so that a reload forgets none. */
export function createLoss(storage: Storage): Loss {
  const merge = (counts: Record<string, unknown>): void => {
    const all = storage.read<Record<string, number>>(NAME) ?? {}
    for (const [reason, count] of Object.entries(counts))
      if (typeof count === 'number' && count > 0) all[reason] = (all[reason] ?? 0) + count
    storage.write(NAME, Object.keys(all).length > 0 ? all : undefined)
  }
  return {
    add: (reason, count) => merge({ [reason]: count }),
    take: () => {
      const all = storage.read<Record<string, number>>(NAME)
      storage.write(NAME, undefined)
      return all
    },
    putBack: merge,
  }
}
