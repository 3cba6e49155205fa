import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable, type Table } from '../create-table.ts'
import type { Engine } from '../engine.ts'

const t = 'text'
const n = 'bigint'

const tables: Readonly<Record<string, Table>> = {
  setting: { columns: { name: t, value: t }, key: ['name'] },
  api_key: {
    columns: { id: t, kind: t, prefix: t, hash: t, label: t, created_at: n, revoked_at: 'bigint?' },
    key: ['id'],
    unique: ['hash'],
  },
  person: {
    columns: { id: t, anonymous: n, traits: t, account_id: 'text?', search: t, first_seen_at: n, last_seen_at: n },
    key: ['id'],
  },
  alias: { columns: { anonymous_id: t, person_id: t }, key: ['anonymous_id'], indexes: [['person_id']] },
  account: {
    columns: { id: t, traits: t, plan: 'text?', care: t, search: t, first_seen_at: n, last_seen_at: n },
    key: ['id'],
  },
  member: { columns: { account_id: t, person_id: t, first_seen_at: n }, key: ['account_id', 'person_id'], indexes: [['person_id']] },
  event: {
    columns: {
      id: t,
      type: t,
      name: t,
      person_id: t,
      account_id: t,
      at: n,
      received_at: n,
      seq: n,
      properties: t,
      context: t,
    },
    key: ['id'],
    indexes: [
      ['person_id', 'at'],
      ['account_id', 'at'],
    ],
  },
  counter: { columns: { scope: t, owner: t, name: t, state: t }, key: ['scope', 'owner', 'name'] },
  usage: {
    columns: {
      account_id: t,
      feature: t,
      used: 'double precision',
      limit_value: 'double precision?',
      limit_known: n,
      resets_at: 'bigint?',
      at: n,
    },
    key: ['account_id', 'feature'],
  },
  metered: { columns: { account_id: t, feature: t, period: t, used: n }, key: ['account_id', 'feature', 'period'] },
  campaign: { columns: { id: t, draft: t, state: t, version: n, created_at: n, updated_at: n }, key: ['id'] },
  campaign_version: {
    columns: { campaign_id: t, version: n, definition: t, published_at: n, published_by: t },
    key: ['campaign_id', 'version'],
  },
  exposure: {
    columns: {
      campaign_id: t,
      account_id: t,
      at: n,
      version: n,
      arm: t,
      person_id: t,
      shown_at: 'bigint?',
      engaged_at: 'bigint?',
      accepted_at: 'bigint?',
      answered_at: 'bigint?',
      dismissed_at: 'bigint?',
      shown: n,
    },
    key: ['campaign_id', 'account_id'],
    indexes: [['account_id']],
  },
  history: {
    columns: {
      campaign_id: t,
      person_id: t,
      account_id: t,
      shown: n,
      last_shown_at: 'bigint?',
      response: 'text?',
      responded_at: 'bigint?',
      score: 'bigint?',
      comment: 'text?',
    },
    key: ['campaign_id', 'person_id'],
    indexes: [['person_id'], ['account_id']],
  },
  impression: {
    columns: { id: t, campaign_id: t, person_id: t, account_id: t, at: n, interruptive: n, ghost: n },
    key: ['id'],
    indexes: [
      ['person_id', 'at'],
      ['account_id', 'at'],
      ['campaign_id', 'at'],
    ],
  },
  held_back: {
    columns: { campaign_id: t, account_id: t, gate: t, day: n, times: n },
    key: ['campaign_id', 'account_id', 'gate', 'day'],
  },
  conversion: {
    columns: {
      id: t,
      account_id: t,
      person_id: 'text?',
      campaign_id: 'text?',
      at: n,
      mrr: 'bigint?',
      value: 'bigint?',
      currency: 'text?',
    },
    key: ['id'],
    indexes: [['account_id', 'at'], ['campaign_id']],
  },
  customer: { columns: { id: t, account_id: t }, key: ['id'], indexes: [['account_id']] },
  billing_event: {
    columns: { id: t, type: t, created_at: n, received_at: n, customer_id: 'text?', status: t, body: t },
    key: ['id'],
    indexes: [['customer_id', 'status']],
  },
  subscription: {
    columns: {
      id: t,
      account_id: t,
      customer_id: t,
      status: t,
      items: t,
      currency: t,
      mrr_num: n,
      mrr_den: n,
      changed_at: n,
      event_id: t,
    },
    key: ['id'],
    indexes: [['account_id']],
  },
  subscription_state: {
    columns: {
      event_id: t,
      subscription_id: t,
      account_id: t,
      customer_id: t,
      at: n,
      status: t,
      items: t,
      currency: t,
      mrr_num: n,
      mrr_den: n,
    },
    key: ['event_id', 'subscription_id'],
    indexes: [
      ['subscription_id', 'at'],
      ['account_id', 'at'],
    ],
  },
  movement: {
    columns: {
      id: t,
      account_id: t,
      subscription_id: t,
      at: n,
      kind: t,
      cause: t,
      amount: n,
      currency: t,
      event_id: t,
    },
    key: ['id'],
    indexes: [['account_id', 'at']],
  },
}

/** All tables of the first release. */
export function createFirstMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const [name, table] of Object.entries(tables)) await createTable(db, engine, name, table)
    },
  }
}
