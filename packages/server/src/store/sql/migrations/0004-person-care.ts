import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What spares a person alone. */
export const personCareMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('person')
      .addColumn('care', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute()
  },
}
