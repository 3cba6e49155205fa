import type { Tables } from './tables.ts'

/** Whom a column names, or in which form it holds what may name somebody. */
export interface NamedIn<Column extends string = string> {
  /** Ids of persons and visitors. */
  readonly person?: readonly Column[]
  readonly account?: readonly Column[]
  /** Ids of persons or of accounts; another column says which. */
  readonly owner?: readonly Column[]
  /** Ids of customers of the billing system. */
  readonly customer?: readonly Column[]
  /** JSON in which an id may stand as a text of its own. */
  readonly inside?: readonly Column[]
  /** JSON that is only read with its row. */
  readonly json?: readonly Column[]
  /** Everything else. */
  readonly other?: readonly Column[]
}

/** Where persons and accounts are named: all columns of all tables, so that none is forgotten. */
export const NAMED_IN: { readonly [T in keyof Tables]: NamedIn<keyof Tables[T] & string> } = {
  setting: { other: ['name', 'value'] },
  exchange_rate: { other: ['to_currency', 'currency', 'day', 'rate'] },
  lead_word: { account: ['account_id'], other: ['campaign_id', 'said', 'reason', 'at', 'author'] },
  lead_plan: { account: ['account_id'], other: ['campaign_id', 'side', 'cs', 'sales', 'due_on', 'next_step', 'at', 'author'] },
  lead_change: { account: ['account_id'], other: ['place', 'field', 'campaign_id', 'at', 'author', 'before_value', 'after_value'] },
  hook_endpoint: { other: ['id', 'url', 'secret', 'created_at', 'topics'] },
  hook_message: {
    inside: ['body'],
    other: ['id', 'place', 'type', 'at', 'attempts', 'next_at', 'delivered_at', 'failed_at', 'problem'],
  },
  api_key: { other: ['id', 'kind', 'prefix', 'hash', 'label', 'created_at', 'revoked_at'] },
  person: {
    person: ['id'],
    account: ['account_id'],
    json: ['traits', 'care', 'signed'],
    other: ['anonymous', 'search', 'first_seen_at', 'last_seen_at'],
  },
  alias: { person: ['anonymous_id', 'person_id'] },
  account: { account: ['id'], json: ['traits', 'care', 'signed'], other: ['plan', 'search', 'first_seen_at', 'last_seen_at'] },
  member: { account: ['account_id'], person: ['person_id'], other: ['first_seen_at'] },
  merged_account: { account: ['account_id', 'into_id'], other: ['at', 'ledger_from'] },
  event: {
    person: ['person_id', 'visitor_id'],
    account: ['account_id', 'told_account_id'],
    json: ['properties', 'context'],
    other: ['id', 'type', 'name', 'at', 'received_at', 'seq', 'position', 'sent_as'],
  },
  counter: { owner: ['owner'], other: ['scope', 'name', 'state'] },
  usage: { account: ['account_id'], other: ['feature', 'used', 'limit_value', 'limit_known', 'resets_at', 'at', 'by_page'] },
  identity_key: { other: ['id', 'algorithm', 'label', 'material', 'created_at', 'retired_at'] },
  identity_day: { other: ['day', 'kind', 'reason', 'times'] },
  loss: { other: ['day', 'reason', 'events'] },
  metered: { account: ['account_id'], other: ['feature', 'period', 'used'] },
  campaign: { other: ['id', 'draft', 'state', 'version', 'created_at', 'updated_at'] },
  campaign_version: { other: ['campaign_id', 'version', 'definition', 'published_at', 'published_by'] },
  exposure: {
    account: ['account_id'],
    person: ['person_id'],
    other: [
      'campaign_id',
      'at',
      'version',
      'arm',
      'worth_before',
      'shown_at',
      'engaged_at',
      'accepted_at',
      'answered_at',
      'dismissed_at',
      'shown',
      'other_arm',
    ],
  },
  history: {
    person: ['person_id'],
    account: ['account_id'],
    other: ['campaign_id', 'shown', 'last_shown_at', 'response', 'responded_at', 'score', 'comment'],
  },
  impression: {
    person: ['person_id'],
    account: ['account_id'],
    other: ['id', 'campaign_id', 'at', 'interruptive', 'ghost', 'cost'],
  },
  held_back: { account: ['account_id'], other: ['campaign_id', 'gate', 'day', 'times'] },
  armed: { account: ['account_id'], other: ['campaign_id', 'at'] },
  account_mark: { account: ['account_id'], other: ['mark'] },
  // What is remembered of reports is forgotten with an erasure, and holds nothing that no other table does.
  snapshot: { other: ['kind', 'writer', 'told'] },
  snapshot_part: { other: ['kind', 'part', 'body'] },
  // Hashes that nobody can read an id from without the key.
  erased: { other: ['digest', 'at'] },
  // What people changed of the workspace is about the workspace; who did is a user of the console.
  change: { other: ['id', 'at', 'author', 'kind', 'subject', 'body'] },
  backtest: {
    inside: ['result'],
    other: ['id', 'campaign_id', 'created_at', 'alive_at', 'finished_at', 'status', 'progress', 'request'],
  },
  conversion: { account: ['account_id'], person: ['person_id'], other: ['id', 'campaign_id', 'at', 'mrr', 'value', 'currency'] },
  customer: { customer: ['id'], account: ['account_id'] },
  billing_event: {
    customer: ['customer_id'],
    inside: ['body'],
    other: ['id', 'type', 'created_at', 'received_at', 'status'],
  },
  refused_billing: { customer: ['customer_id'], other: ['id', 'type', 'created_at', 'received_at', 'reason', 'field', 'times'] },
  unsigned_billing: { other: ['day', 'times'] },
  subscription: {
    account: ['account_id'],
    customer: ['customer_id'],
    json: ['items'],
    other: ['id', 'status', 'currency', 'mrr_num', 'mrr_den', 'changed_at', 'event_id', 'term', 'due_at'],
  },
  subscription_state: {
    account: ['account_id'],
    customer: ['customer_id'],
    json: ['items', 'before'],
    other: ['event_id', 'subscription_id', 'at', 'status', 'currency', 'mrr_num', 'mrr_den', 'place', 'term', 'corrects_from'],
  },
  discount: {
    customer: ['customer_id'],
    json: ['terms'],
    other: ['id', 'event_id', 'at', 'started_at', 'ended_at', 'general', 'coupon_id'],
  },
  coupon: { other: ['id', 'event_id', 'at', 'terms'] },
  movement: {
    account: ['account_id'],
    other: ['id', 'subscription_id', 'at', 'kind', 'cause', 'amount', 'currency', 'event_id'],
  },
}
