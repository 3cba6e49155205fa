import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The orders in which the log of changes is read page by page. */
export const changePagesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('change_by_kind_subject_id').on('change').columns(['kind', 'subject', 'id']).execute()
    await db.schema.createIndex('change_by_author_at').on('change').columns(['author', 'at']).execute()
  },
}
