import type { History } from '@espalier/core'
import type { SubscriptionState } from './billing.ts'
import type { LoggedEvent } from './events.ts'
import type { StandStore } from './stands.ts'

/** A person within an account. */
export interface Seat {
  person: string
  account: string
}

/** What a person saw and answered. */
export interface Past {
  /** Without `firstSeenAt` and `surveys`. */
  history: History
  /** The last score of each survey. */
  scores: { campaign: string; score: number; at: number }[]
}

/** Who belongs together. */
export interface Links {
  members: readonly Seat[]
  /** Visitors, and the persons that they turned out to be. */
  aliases: readonly { visitor: string; person: string }[]
}

/** How much the log has of an account. */
export interface AccountSize {
  account: string
  events: number
}

/** An account began to pay more. */
export interface Upgrade {
  account: string
  at: number
}

/** What estimates and replays read of many people with few queries. Nothing here writes. */
export interface CrowdStore {
  /** What is remembered of all accounts is read through it. */
  readonly stands: StandStore
  /** In the order of the seats. `paced` are the campaigns that count all people of an account. */
  pasts(seats: readonly Seat[], now: number, paced: readonly string[]): Promise<Past[]>
  /** By account: campaigns that are armed for it, and since when. */
  armed(accounts: readonly string[]): Promise<Map<string, Record<string, number>>>
  /** By account: the newest state of each subscription. */
  subscriptions(accounts: readonly string[]): Promise<Map<string, SubscriptionState[]>>
  links(): Promise<Links>
  /** All accounts of the log, and how many events each has. */
  sizes(): Promise<AccountSize[]>
  /** What the log has of these accounts up to position `until`, in its order. */
  logOf(accounts: readonly string[], until: number): Promise<LoggedEvent[]>
  /**
   * The part of the log after position `after` up to `until`, of the accounts for which `isAsked` answers true; the others are skipped
   * without being read closely.
   */
  log(after: number, until: number, isAsked: (account: string) => boolean): Promise<LoggedEvent[]>
  /** What counts as success of a campaign with the goal `upgrade`, oldest first. Times are epoch milliseconds, both ends included. */
  upgrades(campaign: string, from: number, to: number): Promise<Upgrade[]>
  /** Persons of whom a page was recorded in this time. */
  viewers(from: number, to: number): Promise<Set<string>>
}
