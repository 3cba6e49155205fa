import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Tables } from '../tables.ts'

/** More than a day after it happened, so that what crosses the end of a month on its way here is not late. */
export const IS_LATE = sql<boolean>`received_at - created_at > 86400000`

/** Which billing events came late, of which there are few. */
export const lateBillingMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await (db as Kysely<Tables>).schema
      .createIndex('billing_event_late')
      .on('billing_event')
      .columns(['received_at', 'created_at', 'status'])
      .where(IS_LATE)
      .execute()
  },
}
