import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Tables } from '../tables.ts'

/** States of trials, of which there are few among all. */
export const trialsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await (db as Kysely<Tables>).schema
      .createIndex('subscription_state_trial')
      .on('subscription_state')
      .columns(['account_id', 'at', 'subscription_id', 'place'])
      .where(sql<boolean>`status = 'trialing'`)
      .execute()
  },
}
