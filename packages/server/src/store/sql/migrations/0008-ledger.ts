import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What a state says of before, and which place it has in the ledger. */
export const ledgerMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('subscription_state').addColumn('before', 'text').execute()
    await db.schema
      .alterTable('subscription_state')
      .addColumn('place', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
