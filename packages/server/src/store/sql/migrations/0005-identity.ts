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
      const change = async (inner: Kysely<unknown>) => {
        for (const [name, table] of Object.entries(tables)) await createTable(inner, engine, name, table)
        for (const name of ['person', 'account']) {
          await inner.schema
            .alterTable(name)
            .addColumn('signed', 'text', (column) => column.notNull().defaultTo('{}'))
            .execute()
        }
        await inner.schema
          .alterTable('usage')
          .addColumn('by_page', 'bigint', (column) => column.notNull().defaultTo(0))
          .execute()
      }
      // On SQLite the migrator opens no transaction of its own, and half a change would stop the next start.
      await (engine === 'sqlite' ? db.transaction().execute(change) : change(db))
    },
  }
}
