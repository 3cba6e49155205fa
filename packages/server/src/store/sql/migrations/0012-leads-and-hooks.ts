import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable, type Table } from '../create-table.ts'
import type { Engine } from '../engine.ts'

const t = 'text'
const n = 'bigint'

const tables: Readonly<Record<string, Table>> = {
  lead_word: {
    columns: { campaign_id: t, account_id: t, said: t, reason: 'text?', at: n, author: t },
    key: ['campaign_id', 'account_id'],
  },
  hook_endpoint: { columns: { id: t, url: t, secret: t, created_at: n }, key: ['id'] },
  hook_message: {
    columns: {
      id: t,
      place: n,
      type: t,
      at: n,
      body: t,
      attempts: n,
      next_at: n,
      delivered_at: 'bigint?',
      failed_at: 'bigint?',
      problem: 'text?',
    },
    key: ['id'],
    unique: ['place'],
  },
}

/** What people say of leads; where the owner is told of things, and what is still to be told. */
export function createLeadsAndHooksMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const [name, table] of Object.entries(tables)) await createTable(db, engine, name, table)
    },
  }
}
