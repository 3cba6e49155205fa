import type { LeadField, LeadSide } from '@espalier/core/schema'
import type { Generated } from 'kysely'
import type { LeadSaid } from '../leads.ts'

/** The tables of leads, and of messages to the owner; see `Tables`. */
export interface LeadTables {
  /** The last word of people on a lead. Key: campaign and account. */
  lead_word: { campaign_id: string; account_id: string; said: LeadSaid; reason: string | null; at: number; author: string }
  /** Who has to do what next with a lead, once people changed it. Key: campaign and account. */
  lead_plan: {
    campaign_id: string
    account_id: string
    side: LeadSide
    cs: string | null
    sales: string | null
    /** `2026-11-30` */
    due_on: string | null
    next_step: string | null
    at: number
    author: string
  }
  /** What people changed of leads, a row a field; rows of one `place` were changed at once. Never rewritten but by an erasure. */
  lead_change: {
    place: number
    field: LeadField
    campaign_id: string
    account_id: string
    at: number
    author: string
    before_value: string | null
    after_value: string | null
  }
  /** Where the owner is told of things. */
  hook_endpoint: {
    id: string
    url: string
    secret: string
    created_at: number
    /** Names of what the owner wants to be told of, with commas between them; null is all. */
    topics: Generated<string | null>
  }
  /** What the owner is told, in the order of `place`; `body` is what is sent, byte by byte. */
  hook_message: {
    id: string
    place: number
    type: string
    at: number
    body: string
    attempts: number
    next_at: number
    delivered_at: Generated<number | null>
    failed_at: Generated<number | null>
    problem: Generated<string | null>
  }
}
