import type { Fact, WireEvent } from '@espalier/core'

/** How the sender of an event named people; with it the log can be folded again. Nothing of it for events that the server wrote. */
export interface SentAs {
  /** It named the person by user id. */
  user?: true
  /** It named the account. */
  account?: true
  /** A browser says something about them that a signed token outranks: traits, usage. */
  page?: true
  /** With identify and alias: the visitor that is this person. */
  visitor?: string
}

/** An event as it is kept for ever. Times are epoch milliseconds. */
export interface StoredEvent {
  /** The sender's message id. */
  id: string
  type: WireEvent['type']
  /** Name of a track, page or screen event; empty for the others. */
  name: string
  /** Who it was recorded for: a user id, or the anonymous id of a visitor. Empty for what happened to an account alone. */
  person: string
  /** As it was named, or known, when the event came. */
  account: string
  /** The account that this one is part of now; missing where it is one of its own. */
  owner?: string
  /** When it happened, corrected for the sender's clock. */
  at: number
  receivedAt: number
  /** Order within one tab; 0 where the sender gave none. */
  seq: number
  /** Properties, or the traits of identify and group. */
  properties: Readonly<Record<string, Fact>>
  /** Context, without what has a place of its own. */
  context: Readonly<Record<string, Fact>>
  sentAs?: SentAs
}

/** An event with its place in the log: events are folded in the order in which they were kept. */
export interface LoggedEvent extends StoredEvent {
  /** Grows with every event. */
  position: number
}

/** Whose events a list holds; an account's with those of accounts that are part of it. */
export type EventOwner = { readonly persons: readonly string[] } | { readonly account: string }

/** Which events a list holds. */
export interface EventListing {
  limit: number
  /** The time and id of the last event of the page before. */
  before?: { at: number; id: string }
  /** Only track events of these names. */
  only?: readonly string[]
  /** No events of these names. */
  without?: readonly string[]
}

/** Everybody whose events say something about one person and account. */
export interface EventScope {
  readonly persons: readonly string[]
  readonly accounts: readonly string[]
}

/**
 * All events, appended; what they say is never changed. A port of its own, because events outgrow one machine first: nothing here joins
 * other tables or updates a row; what is asked for is "newest first of one owner" and "everything, in the order in which it was kept".
 */
export interface EventStore {
  /** Those of the ids that are kept already. */
  known(ids: readonly string[]): Promise<Set<string>>
  /** Keeps events whose ids are not known yet, in their order. */
  append(events: readonly StoredEvent[]): Promise<void>
  /** Newest first. */
  list(owner: EventOwner, listing: EventListing): Promise<StoredEvent[]>
  /** The log from after a position, oldest first. */
  read(after: number, limit: number): Promise<LoggedEvent[]>
  /** The part of the log after a position and until another that are track events of these names, or say who a visitor is, oldest first. */
  readNamed(names: readonly string[], after: number, until: number): Promise<LoggedEvent[]>
  /** The part of the log that is about these people and accounts, received until then. */
  readAbout(scope: EventScope, receivedUntil: number): Promise<LoggedEvent[]>
  /** These persons, and whoever was one of them as a visitor or whose visitor one of them was. */
  identitiesOf(persons: readonly string[]): Promise<Set<string>>
  /** Persons who did something in one of these accounts. */
  personsIn(accounts: readonly string[]): Promise<Set<string>>
  /** The position of the last event; 0 before the first. */
  last(): Promise<number>
}
