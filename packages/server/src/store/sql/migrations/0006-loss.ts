import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable, type Table } from '../create-table.ts'
import type { Engine } from '../engine.ts'

const table: Table = { columns: { day: 'bigint', reason: 'text', events: 'bigint' }, key: ['day', 'reason'] }

/** What pages could not deliver, by day. */
export function createLossMigration(engine: Engine): Migration {
  return { up: (db: Kysely<unknown>) => createTable(db, engine, 'loss', table) }
}
