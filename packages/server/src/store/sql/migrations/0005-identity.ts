import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable, type Table } from '../create-table.ts'
import type { Engine } from '../engine.ts'

const t = 'text'
const n = 'bigint'

const tables: Readonly<Record<string, Table>> = {
  identity_key: { columns: { id: t, algorithm: t, label: t, material: t, created_at: n, retired_at: 'bigint?' }, key: ['id'] },
  identity_day: { columns: { day: n, kind: t, reason: t, times: n }, key: ['day', 'kind', 'reason'] },
}

/** Signed identity: its keys, how often it was proven, which traits are signed, and which usage only a page reported. */
export function createIdentityMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const [name, table] of Object.entries(tables)) await createTable(db, engine, name, table)
      for (const name of ['person', 'account']) {
        await db.schema
          .alterTable(name)
          .addColumn('signed', 'text', (column) => column.notNull().defaultTo('{}'))
          .execute()
      }
      await db.schema
        .alterTable('usage')
        .addColumn('by_page', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute()
    },
  }
}
