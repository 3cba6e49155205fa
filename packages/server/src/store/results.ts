import type { Movement } from './billing.ts'
import type { Growth } from './credits.ts'

/** How one account met a campaign. Times are epoch milliseconds. */
export interface Encounter {
  campaign: string
  account: string
  arm: string
  at: number
  shownAt: number | null
  engagedAt: number | null
  acceptedAt: number | null
  answeredAt: number | null
  /** What another system says that the account was worth before, in a unit of its own. */
  worthBefore: number | null
}

/** How long a subscription was worth something. Times are epoch milliseconds. */
export interface Worth {
  account: string
  at: number
  /** When it was told to be otherwise; null where that never happened. */
  until: number | null
  /** Minor units a month. */
  worth: number
  currency: string
}

/** What another system told of an account's success. Money is in minor units. */
export interface ToldSuccess {
  account: string
  campaign: string | null
  at: number
  mrr: number | null
  value: number | null
  currency: string | null
}

/** A track event that is the goal of a campaign. */
export interface GoalEvent {
  account: string
  /** Who did it; whoever a visitor turned out to be. */
  person: string
  name: string
  at: number
}

/** Somebody of an account, and when they were first there, epoch milliseconds. */
export interface Membership {
  account: string
  person: string
  firstSeenAt: number
}

/** All that results of some accounts follow from. */
export interface ResultRows {
  encounters: Encounter[]
  worth: Worth[]
  movements: Movement[]
  conversions: ToldSuccess[]
  /** Goal events within the window before and after the accounts met the campaigns whose goals they are. */
  events: GoalEvent[]
  /** People who were there when their account met a campaign with the goal `event`. */
  members: Membership[]
  growth: Growth
}

/** Which events count as success, and for how long. */
export interface ResultQuestion {
  /** Campaigns with the goal `event`, with the longest of their windows in milliseconds. */
  goals: { campaigns: readonly string[]; names: readonly string[]; windowMs: number }
  /** How long before a movement a campaign can have been met, milliseconds. */
  creditMs: number
}

/** Reads what came of accounts, all of them or those that changed. Nothing here writes. */
export interface ResultStore {
  /** The newest mark; 0 before the first. Every change of what results follow from, but for events, gives its accounts a higher one. */
  mark(): Promise<number>
  /** Accounts with a mark after this one, in the order of their marks. */
  marked(after: number): Promise<{ account: string; mark: number }[]>
  /** Accounts of the track events of these names in the log after a position until another. */
  named(names: readonly string[], after: number, until: number): Promise<Set<string>>
  /** Accounts that met a campaign or grew, in order of their ids, from after one of them. */
  page(after: string, limit: number): Promise<string[]>
  rows(accounts: readonly string[], question: ResultQuestion): Promise<ResultRows>
}
