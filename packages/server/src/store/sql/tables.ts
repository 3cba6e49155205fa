import type { LossReason } from '@espalier/core'
import type { DiscountTables } from './discount-tables.ts'
import type { LeadTables } from './lead-tables.ts'

/**
 * The tables as Kysely sees them, the same on SQLite and PostgreSQL.
 * Times are epoch milliseconds (`bigint` on PostgreSQL, read back as number), truth values are 0 and 1, JSON is text:
 * one shape on both engines, so that reports and back-ups can be compared byte by byte.
 */
export interface Tables extends LeadTables, DiscountTables {
  setting: { name: string; value: string }
  /** What one unit of a currency was worth on a day, in another; the rate is decimal text. */
  exchange_rate: { to_currency: string; currency: string; day: number; rate: string }
  api_key: {
    id: string
    kind: 'public' | 'secret'
    /** The first characters, to tell keys apart in a list. */
    prefix: string
    /** SHA-256 of the whole key, hexadecimal. */
    hash: string
    label: string
    created_at: number
    revoked_at: number | null
  }
  person: {
    /** User id of the host, or the anonymous id before that. */
    id: string
    anonymous: number
    traits: string
    /** JSON: what spares this person alone. */
    care: string
    /** JSON: which traits the host's server signed. */
    signed: string
    account_id: string | null
    /** Id and the trait `name`, lower case: what lists search in. */
    search: string
    first_seen_at: number
    last_seen_at: number
  }
  /** Which person an anonymous visitor turned out to be. */
  alias: { anonymous_id: string; person_id: string }
  account: {
    id: string
    traits: string
    /** Plan id; null means the catalogue's default plan. */
    plan: string | null
    /** JSON of core `Care`: what the care gates read. */
    care: string
    /** JSON: which traits the host's server signed. */
    signed: string
    /** Id and the trait `name`, lower case: what lists search in. */
    search: string
    first_seen_at: number
    last_seen_at: number
  }
  member: { account_id: string; person_id: string; first_seen_at: number }
  /** Accounts that are part of another one since a time; `ledger_from` is when both had recurring revenue for the first time. */
  merged_account: { account_id: string; into_id: string; at: number; ledger_from: number | null }
  event: {
    /** Text, but 16 bytes where SQLite keeps a UUID; see `keptId`. */
    id: string | Uint8Array
    type: string
    /** Name of a track or page event; empty for identify and group. */
    name: string
    person_id: string
    /** The account that it belongs to now. */
    account_id: string
    /** When it happened, corrected for the sender's clock. */
    at: number
    received_at: number
    /** Order within one tab; 0 where the sender gave none. */
    seq: number
    /** JSON: properties or traits. */
    properties: string
    /** JSON: context, without what other columns hold. */
    context: string
    /** Grows with every event: the order in which they were kept. */
    position: number
    /** How the sender named people, as a sum: 1 for a user id, 2 for an account, 4 where a browser says something about them. */
    sent_as: number
    /** With identify and alias: the visitor that is this person. */
    visitor_id: string | null
    /** The account that it was told of, where that is part of another one now. */
    told_account_id: string | null
  }
  /** Event counters, by person and by account; `state` is the `keptText` of a core `CounterState`. */
  counter: { scope: 'person' | 'account'; owner: string; name: string; state: string }
  /** Usage that the host reported with `setUsage`; it outranks counted events. */
  usage: {
    account_id: string
    feature: string
    used: number
    limit_value: number | null
    limit_known: number
    resets_at: number | null
    at: number
    /** 1 where a browser reported it and no server. */
    by_page: number
  }
  /** Keys of signed identity. `material`: the HS256 secret, or a public key as PEM. */
  identity_key: {
    id: string
    algorithm: 'HS256' | 'RS256' | 'ES256'
    label: string
    material: string
    created_at: number
    retired_at: number | null
  }
  /** How often browsers named somebody. `day` counts days since the epoch, in the workspace's zone at that time. */
  identity_day: { day: number; kind: 'signed' | 'unsigned' | 'invalid'; reason: string; times: number }
  /** Events that pages had to give up. `day` counts days since the epoch, in the workspace's zone at that time. */
  loss: { day: number; reason: LossReason; events: number }
  /** Uses of a metered feature in the current period, counted from events. `period` is e.g. `2026-11` or `ever`. */
  metered: { account_id: string; feature: string; period: string; used: number }
  campaign: {
    id: string
    /** JSON of the draft, as the author saved it last. */
    draft: string
    state: string
    /** Newest published version; 0 before the first. */
    version: number
    created_at: number
    updated_at: number
  }
  campaign_version: { campaign_id: string; version: number; definition: string; published_at: number; published_by: string }
  /** One row for each account that a campaign would have been shown to: the unit of every report. Key: campaign and account. */
  exposure: {
    campaign_id: string
    account_id: string
    /** First eligibility. */
    at: number
    version: number
    /** Variant id, `treated`, or `held-out`. */
    arm: string
    person_id: string
    /** What another system says that the account was worth before. */
    worth_before: number | null
    shown_at: number | null
    engaged_at: number | null
    accepted_at: number | null
    answered_at: number | null
    dismissed_at: number | null
    /** Number of impressions over all people of the account. */
    shown: number
    /** The arm in which an account that is part of this one met the campaign later, where it was another one. */
    other_arm: string | null
  }
  /** What one person has seen and answered of one campaign: core `CampaignHistory` plus the answer itself. Key: campaign and person. */
  history: {
    campaign_id: string
    person_id: string
    account_id: string
    shown: number
    last_shown_at: number | null
    response: string | null
    responded_at: number | null
    score: number | null
    comment: string | null
  }
  /**
   * Every impression, for budgets and counts. `cost` is what it took of the attention budget, `interruptive` is 1 where that is 1 or
   * more; `ghost` is 1 in the hold-out, where nothing was seen.
   */
  impression: {
    id: string
    campaign_id: string
    person_id: string
    account_id: string
    at: number
    interruptive: number
    ghost: number
    cost: number
  }
  /** How often a gate spared an account. `day` counts days since the epoch, in the workspace's zone at that time. */
  held_back: { campaign_id: string; account_id: string; gate: string; day: number; times: number }
  /** Which campaign with a `server` trigger an event armed for which account, and when. Key: campaign and account. */
  armed: { campaign_id: string; account_id: string; at: number }
  /** When something was last told that results of an account follow from: a number that only grows. Triggers write it. */
  account_mark: { account_id: string; mark: number }
  /** What servers remember beside the tables, and who writes it; `told` says what the parts hold, once they are whole. */
  snapshot: { kind: string; writer: string; told: string | null }
  /** Ids that were erased, as keyed hashes (HMAC-SHA-256, hexadecimal), and when they last were. */
  erased: { digest: string; at: number }
  /** Key: kind and part. */
  snapshot_part: { kind: string; part: number; body: Uint8Array }
  /**
   * What people changed of the workspace, so that any past moment can be rebuilt: `settings`, `catalog`, `definitions` (the whole, after
   * the change) and `state` (of the campaign `subject`).
   */
  change: { id: string; at: number; author: string; kind: string; subject: string; body: string }
  /** Replays of drafts. `request` and `result` are JSON; `progress` is 0 to 1. */
  backtest: {
    id: string
    campaign_id: string
    created_at: number
    /** When somebody last worked on it. */
    alive_at: number
    finished_at: number | null
    status: string
    progress: number
    request: string
    result: string | null
  }
  conversion: {
    id: string
    account_id: string
    person_id: string | null
    /** Only conversions that name their campaign; the ledger's movements are matched by account and time. */
    campaign_id: string | null
    at: number
    /** Minor units. */
    mrr: number | null
    value: number | null
    currency: string | null
  }
  /** Which account a customer of the billing system is. */
  customer: { id: string; account_id: string }
  /** Every billing event once, with what became of it. */
  billing_event: {
    id: string
    type: string
    created_at: number
    received_at: number
    customer_id: string | null
    status: string
    body: string
  }
  /** Signed events of the billing system that were not taken; an event is gone from here once it is. */
  refused_billing: {
    id: string
    type: string
    created_at: number | null
    received_at: number
    customer_id: string | null
    reason: string
    /** Where it was wrong; never what stood there. */
    field: string | null
    times: number
  }
  /** Requests to the webhook whose signature was wrong, by UTC days since the epoch. */
  unsigned_billing: { day: number; times: number }
  subscription: {
    id: string
    account_id: string
    customer_id: string
    status: string
    /** JSON: price, product, plan, quantity, amount, interval of each item. */
    items: string
    currency: string
    /** Monthly recurring revenue, minor units, as exact fraction numerator/denominator. */
    mrr_num: number
    mrr_den: number
    /** Time of the event that this state comes from. */
    changed_at: number
    event_id: string
    /** JSON: what was told of its end. */
    term: string | null
    /** Until when it counts, where it has ended and what is paid for still counts. */
    due_at: number | null
  }
  /** Dated states, one for each billing event, and those that stood before the first. Key: event and subscription. */
  subscription_state: {
    event_id: string
    subscription_id: string
    account_id: string
    customer_id: string
    at: number
    status: string
    items: string
    currency: string
    mrr_num: number
    mrr_den: number
    /** JSON: how it stood before the event, where the event says so. */
    before: string | null
    /** 1 where another state of the same moment came after it, 2 where nobody told it: it stood before the first; 3 where a discount of the customer began or ended. */
    place: 0 | 1 | 2 | 3
    /** JSON: what was told of its end. */
    term: string | null
    /** Since when this state took back, or dated earlier, what had been counted. */
    corrects_from: number | null
  }
  movement: {
    id: string
    account_id: string
    subscription_id: string
    at: number
    kind: 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation'
    cause: string
    /** Change of MRR in minor units, rounded once. */
    amount: number
    currency: string
    event_id: string
  }
}
