import type { Fact, WireEvent } from '@espalier/core'

/** An event as it is kept for ever. Times are epoch milliseconds. */
export interface StoredEvent {
  /** The sender's message id. */
  id: string
  type: WireEvent['type']
  /** Name of a track, page or screen event; empty for the others. */
  name: string
  /** Who it was recorded for: a user id, or the anonymous id of a visitor. */
  person: string
  account: string
  /** When it happened, corrected for the sender's clock. */
  at: number
  receivedAt: number
  /** Order within one tab; 0 where the sender gave none. */
  seq: number
  /** Properties, or the traits of identify and group. */
  properties: Readonly<Record<string, Fact>>
  /** Context, without what has a place of its own. */
  context: Readonly<Record<string, Fact>>
}

/** Whose events a list holds. */
export type EventOwner = { readonly persons: readonly string[] } | { readonly account: string }

/**
 * All events, appended and never changed. A port of its own, because events outgrow one machine first: nothing here joins
 * other tables, updates a row or needs more than "newest first of one owner".
 */
export interface EventStore {
  /** Those of the ids that are kept already. */
  known(ids: readonly string[]): Promise<Set<string>>
  /** Keeps events whose ids are not known yet. */
  append(events: readonly StoredEvent[]): Promise<void>
  /** Newest first. `before` is the time and id of the last event of the page before. */
  list(owner: EventOwner, limit: number, before?: { at: number; id: string }): Promise<StoredEvent[]>
}
