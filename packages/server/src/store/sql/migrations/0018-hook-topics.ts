import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What the owner wants to be told of. */
export const hookTopicsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('hook_endpoint').addColumn('topics', 'text').execute()
  },
}
