/** Two accounts became one. */
export interface Merge {
  /** The id that was an account of its own until then. */
  account: string
  /** The account that it is now; where that was merged in turn, the last one. */
  into: string
  /** Epoch milliseconds. */
  at: number
  /**
   * From when on both had recurring revenue, epoch milliseconds: what the ledger says of the time since may have been said otherwise.
   * Undefined where only one of them ever had.
   */
  ledgerFrom?: number
}

/** How much would move, or be of both. */
export interface MergeSize {
  /** Campaigns that both met, with the arm of each, by id. */
  met: { campaign: string; arm: string; other: string }[]
  /** Campaigns that only the one that goes has met. */
  exposures: number
  conversions: number
  events: number
}

/** Which accounts are one, and what is kept of each of them. What changes anything needs a transaction. */
export interface MergeStore {
  /** All accounts that are part of another one, and which; there are few. */
  all(): Promise<Map<string, string>>
  /** The merge by which an account became part of another one. */
  find(account: string): Promise<Merge | undefined>
  /** What became part of an account, in the order in which it did. */
  of(account: string): Promise<Merge[]>
  /** When the ledger was told anew by a merge, and from when on, the oldest first. Epoch milliseconds. */
  ledgers(): Promise<{ receivedAt: number; from: number }[]>
  /** What a merge would come to. */
  size(account: string, into: string): Promise<MergeSize>
  /** How many accounts met a campaign in two arms, because they were two accounts then. */
  twoArms(campaign: string): Promise<number>
  /** Notes that two are one. What was part of the one that goes is part of the other from then on. */
  note(merge: Merge): Promise<void>
  /**
   * What the one met, saw and told is the other's: where both met a campaign, the earlier meeting stands with its arm. Plans and words of
   * leads come along where the other has none.
   */
  moveMeetings(account: string, into: string): Promise<void>
  /** Customers, subscriptions, dated states and movements of the one are the other's; its ledger has to be made anew. */
  moveBilling(account: string, into: string): Promise<void>
  /** Events of the one are found with those of the other; what they say stays. */
  moveEvents(account: string, into: string): Promise<void>
  /** Forgets the rows of an account that is part of another one, and what was counted for it. */
  remove(account: string): Promise<void>
}
