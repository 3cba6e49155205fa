import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable, type Table } from '../create-table.ts'
import type { Engine } from '../engine.ts'

const t = 'text'
const n = 'bigint'

const tables: Readonly<Record<string, Table>> = {
  armed: { columns: { campaign_id: t, account_id: t, at: n }, key: ['campaign_id', 'account_id'], indexes: [['account_id']] },
  change: { columns: { id: t, at: n, author: t, kind: t, subject: t, body: t }, key: ['id'], indexes: [['kind', 'at']] },
  backtest: {
    columns: {
      id: t,
      campaign_id: t,
      created_at: n,
      alive_at: n,
      finished_at: 'bigint?',
      status: t,
      progress: 'double precision',
      request: t,
      result: 'text?',
    },
    key: ['id'],
    indexes: [['campaign_id', 'created_at']],
  },
}

/** What past moments are rebuilt from, and what impressions cost. */
export function createDecisionsMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const [name, table] of Object.entries(tables)) await createTable(db, engine, name, table)
      await db.schema
        .alterTable('impression')
        .addColumn('cost', 'double precision', (column) => column.notNull().defaultTo(0))
        .execute()
      await sql`update impression set cost = interruptive`.execute(db)
      // Replays read all events in the order in which they happened; new events are nearly always the newest.
      await db.schema.createIndex('event_by_at_id').on('event').columns(['at', 'id']).execute()
    },
  }
}
