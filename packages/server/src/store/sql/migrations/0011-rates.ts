import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable, type Table } from '../create-table.ts'
import type { Engine } from '../engine.ts'

const table: Table = {
  columns: { to_currency: 'text', currency: 'text', day: 'bigint', rate: 'text' },
  key: ['to_currency', 'currency', 'day'],
}

/** What currencies were worth, by day. */
export function createRatesMigration(engine: Engine): Migration {
  return { up: (db: Kysely<unknown>) => createTable(db, engine, 'exchange_rate', table) }
}
