import type { LeadField, LeadSide } from '@espalier/core/schema'

/** What people say of a lead. */
export type LeadSaid = 'accepted' | 'rejected' | 'won'

/** The last word of people on one lead. */
export interface LeadWord {
  campaign: string
  account: string
  said: LeadSaid
  /** Why it was rejected. */
  reason?: string
  /** Epoch milliseconds. */
  at: number
  author: string
}

/** Who has to do what next with one lead, as people changed it last. */
export interface LeadPlan {
  campaign: string
  account: string
  side: LeadSide
  cs?: string
  sales?: string
  /** Day of the calendar, `2026-11-30`. */
  dueOn?: string
  nextStep?: string
  /** Epoch milliseconds. */
  at: number
  author: string
}

/** What somebody changed of one lead at once. */
export interface LeadChange {
  campaign: string
  account: string
  /** Epoch milliseconds. */
  at: number
  author: string
  /** Null where there was nothing, where it was not written down, or where an erasure took a text away. */
  changes: { field: LeadField; before: string | null; after: string | null }[]
}

/** An account that accepted a campaign: the moment at which a lead is passed. Epoch milliseconds. */
export interface Passed {
  campaign: string
  account: string
  person: string
  at: number
}

/** A conversion with money that names its campaign. Epoch milliseconds. */
interface ToldOrder {
  campaign: string
  account: string
  at: number
}

/** Leads: who was passed on, and what people say became of it. */
export interface LeadStore {
  /** The accounts that accepted one of these campaigns, each once, at the first time; oldest first. Held-out accounts are none. */
  passed(campaigns: readonly string[]): Promise<Passed[]>
  /** Conversions with money that name one of these campaigns, oldest first. */
  orders(campaigns: readonly string[]): Promise<ToldOrder[]>
  /** The last word on each lead. */
  words(): Promise<LeadWord[]>
  /** Takes the place of the word before. */
  say(word: LeadWord): Promise<void>
  /** Takes the word back. */
  unsay(campaign: string, account: string): Promise<void>
  /** The plans that people changed, of one lead or of all. */
  plans(of?: { campaign: string; account: string }): Promise<LeadPlan[]>
  /** Takes the place of the plan before. */
  plan(plan: LeadPlan): Promise<void>
  /** Writes down a change, after all others. Needs a transaction. */
  note(change: LeadChange): Promise<void>
  /** How leads stood one after another where people changed that, the oldest first. */
  states(): Promise<{ campaign: string; account: string; before: string | null; after: string | null }[]>
  /** Everything that people ever changed of one lead, the newest first. */
  history(of: { campaign: string; account: string }): Promise<LeadChange[]>
}
