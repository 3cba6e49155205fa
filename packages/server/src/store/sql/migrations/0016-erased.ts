import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable } from '../create-table.ts'
import type { Engine } from '../engine.ts'

/** Whose data was erased, as keyed hashes of their ids. */
export function createErasedMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTable(db, engine, 'erased', { columns: { digest: 'text', at: 'bigint' }, key: ['digest'] })
    },
  }
}
