import type { HeldBackRow } from './exposures.ts'

/** What another system told of an account before it met a campaign; it stands in no event of the log. */
export interface ToldWorth {
  campaign: string
  account: string
  worth: number
}

/** What was kept beside the log and stands in no event of it. */
export interface ToldBeside {
  worth: ToldWorth[]
  /** Whom the care gate spared: an answer to a page counts that, too, and the page never hears of it. */
  spared: HeldBackRow[]
}

/** Makes room for what follows from the log. */
export interface RebuildStore {
  /** Forgets everything that follows from the log. Answers what was kept beside it that no event says. Needs a transaction. */
  clear(): Promise<ToldBeside>
  /** Counts those that were spared at least as often as these rows say. */
  atLeast(spared: readonly HeldBackRow[]): Promise<void>
}
