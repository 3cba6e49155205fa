import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable } from '../create-table.ts'
import type { Engine } from '../engine.ts'

/** What servers remember beside the tables, so that the next start need not work it out again. */
export function createSnapshotsMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTable(db, engine, 'snapshot', { columns: { kind: 'text', writer: 'text', told: 'text?' }, key: ['kind'] })
      await createTable(db, engine, 'snapshot_part', { columns: { kind: 'text', part: 'bigint', body: 'bytes' }, key: ['kind', 'part'] })
    },
  }
}
