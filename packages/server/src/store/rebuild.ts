/** What another system told of an account before it met a campaign; it stands in no event of the log. */
export interface ToldWorth {
  campaign: string
  account: string
  worth: number
}

/** Makes room for what follows from the log. */
export interface RebuildStore {
  /** Forgets everything that follows from the log. Answers what was kept beside it that no event says. Needs a transaction. */
  clear(): Promise<ToldWorth[]>
}
