import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable } from '../create-table.ts'
import type { Engine } from '../engine.ts'

/** What was signed and not taken, how often a signature was wrong, and the order in which billing events are listed. */
export function createRefusedBillingMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTable(db, engine, 'refused_billing', {
        columns: {
          id: 'text',
          type: 'text',
          created_at: 'bigint?',
          received_at: 'bigint',
          customer_id: 'text?',
          reason: 'text',
          field: 'text?',
          times: 'bigint',
        },
        key: ['id'],
        indexes: [['received_at', 'id'], ['customer_id']],
      })
      await createTable(db, engine, 'unsigned_billing', { columns: { day: 'bigint', times: 'bigint' }, key: ['day'] })
      await db.schema
        .createIndex('billing_event_by_status_received_at_id')
        .on('billing_event')
        .columns(['status', 'received_at', 'id'])
        .execute()
    },
  }
}
