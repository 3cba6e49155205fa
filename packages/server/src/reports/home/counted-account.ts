/** An account that counts in a figure. */
export interface CountedAccount {
  id: string
  /** What is so of it, for example `bought`. */
  reasons: ReadonlySet<string>
  campaigns?: ReadonlySet<string>
  /** Those with the lowest come first. */
  rank: number
}
