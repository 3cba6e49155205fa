import type { StoredEvent } from './events.ts'
import type { Account, MeteredUse, OwnedCounter, ReportedUsage } from './people.ts'

/** What of accounts is needed to tell where they stand. */
export interface StandRows {
  usage: ReportedUsage[]
  metered: MeteredUse[]
  /** Of the accounts together, of the events that were asked for. */
  counters: OwnedCounter[]
  /** Accounts of which every subscription has ended, and when the last of them did, epoch milliseconds. */
  ended: { account: string; at: number }[]
}

/** A part of the log, as whom it is about. */
export interface Stirred {
  /** Accounts, persons and visitors that its events name. */
  ids: Set<string>
  /** The position of its last event; where it is empty, the one that it was read from. */
  position: number
  events: number
}

/** What an event of one name says. */
export type NamedEvent = Pick<StoredEvent, 'person' | 'account' | 'at' | 'properties'>

/** Reads all accounts for what is remembered of them, and finds out of whom it no longer holds. Nothing here writes. */
export interface StandStore {
  /** The position of the last event; 0 before the first. */
  last(): Promise<number>
  /** The part of the log after a position, at most so many events. */
  stirred(after: number, limit: number): Promise<Stirred>
  /** Accounts in order of their ids, from after one of them. */
  page(after: string, limit: number): Promise<Account[]>
  /** Those of the ids that are accounts, in order. */
  some(ids: Iterable<string>): Promise<Account[]>
  /** What is kept of these accounts; counters of these events alone. */
  rows(accounts: readonly string[], events: readonly string[]): Promise<StandRows>
  /**
   * Looks through the log after a position for events that campaigns are about: those of these names, of Stripe, of the product itself
   * but for those `elsewhere`, and those that say who a visitor is. Answers the last position, and that of the last such event or 0.
   */
  lookFor(after: number, names: readonly string[], elsewhere: readonly string[]): Promise<{ position: number; found: number }>
  /** Track events of a name from a time to before another, by time, then by id. */
  named(name: string, from: number, to: number): Promise<NamedEvent[]>
  /**
   * Looks through the log after a position for track events of a name, in the order of the log, and for those that say who a visitor is.
   * Answers the last position, too.
   */
  namedSince(name: string, after: number): Promise<{ events: NamedEvent[]; joins: boolean; position: number }>
  /** How many conversions were told. */
  conversions(): Promise<number>
  /** How often each of these campaigns was seen since a time, and when first since then. */
  seenSince(campaigns: readonly string[], since: number): Promise<Map<string, { times: number; firstAt: number }>>
}
