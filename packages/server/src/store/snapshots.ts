/** What stands at the head of what somebody remembers. */
export interface SnapshotHead {
  /** Who writes it. Somebody else who begins to write takes it over, and the one before stops. */
  writer: string
  /** What the parts hold, as their writer says; undefined while not all of them are there. */
  told: string | undefined
}

/**
 * What a server remembers beside the tables, part by part, so that the next start need not work it out again. It follows from them: who
 * finds nothing, or what does not fit, works it out anew. Parts may be newer than their head says, never older.
 */
export interface SnapshotStore {
  head(kind: string): Promise<SnapshotHead | undefined>
  /** Parts in order of their numbers, from after one of them. */
  parts(kind: string, after: number, limit: number): Promise<{ part: number; body: Uint8Array }[]>
  /**
   * Makes somebody the one who writes. Parts stay where the head is still `from`, which was read before; otherwise, and without it, they
   * are thrown away. Answers whether they stay. Needs a transaction.
   */
  take(kind: string, writer: string, from?: SnapshotHead): Promise<boolean>
  /** Keeps parts, as long as nobody else has taken over; answers whether it did. Needs a transaction. */
  put(kind: string, writer: string, parts: readonly { part: number; body: Uint8Array }[]): Promise<boolean>
  /** Says what all parts hold by now, as long as nobody else has taken over; answers whether it did. Needs a transaction. */
  tell(kind: string, writer: string, told: string): Promise<boolean>
}
