import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable } from '../create-table.ts'
import type { Engine } from '../engine.ts'

/**
 * Accounts that are part of another one. An event is found with the account that it belongs to now, and keeps the one that it was told
 * of; a meeting with a campaign keeps the arm of the other account where that was another one.
 */
export function createMergedAccountsMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTable(db, engine, 'merged_account', {
        columns: { account_id: 'text', into_id: 'text', at: 'bigint', ledger_from: 'bigint?' },
        key: ['account_id'],
        indexes: [['into_id']],
      })
      const text = sql.raw(engine === 'postgres' ? 'text collate "C"' : 'text')
      await sql`alter table event add column told_account_id ${text}`.execute(db)
      await sql`alter table exposure add column other_arm ${text}`.execute(db)
      await sql`create index exposure_of_other_arm on exposure (campaign_id) where other_arm is not null`.execute(db)
    },
  }
}
