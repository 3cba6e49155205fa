import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable } from '../create-table.ts'
import type { Engine } from '../engine.ts'

/** What billing events told of discounts and coupons. */
export function createDiscountsMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTable(db, engine, 'discount', {
        columns: {
          id: 'text',
          event_id: 'text',
          customer_id: 'text',
          at: 'bigint',
          started_at: 'bigint',
          ended_at: 'bigint?',
          general: 'bigint',
          coupon_id: 'text',
          terms: 'text?',
        },
        key: ['id', 'event_id'],
        indexes: [['customer_id'], ['coupon_id']],
      })
      await createTable(db, engine, 'coupon', {
        columns: { id: 'text', event_id: 'text', at: 'bigint', terms: 'text' },
        key: ['id', 'event_id'],
      })
    },
  }
}
