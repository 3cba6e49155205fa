import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What another system says that an exposed account was worth before. */
export const worthMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('exposure').addColumn('worth_before', 'double precision').execute()
  },
}
