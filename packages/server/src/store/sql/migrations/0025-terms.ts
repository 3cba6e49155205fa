import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Tables } from '../tables.ts'

/** What is told of the end of subscriptions, and what follows from it for the ledger. */
export const termsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db as Kysely<Tables>
    for (const table of ['subscription', 'subscription_state']) await schema.alterTable(table).addColumn('term', 'text').execute()
    await schema.alterTable('subscription').addColumn('due_at', 'bigint').execute()
    await schema.alterTable('subscription_state').addColumn('corrects_from', 'bigint').execute()
    await schema.createIndex('subscription_due').on('subscription').column('due_at').where('due_at', 'is not', null).execute()
    await schema
      .createIndex('subscription_state_correcting')
      .on('subscription_state')
      .column('corrects_from')
      .where('corrects_from', 'is not', null)
      .execute()
  },
}
