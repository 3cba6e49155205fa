import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable } from '../create-table.ts'
import type { Engine } from '../engine.ts'

const t = 'text'

/** Who has to do what next with a lead. */
export function createLeadPlansMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTable(db, engine, 'lead_plan', {
        columns: {
          campaign_id: t,
          account_id: t,
          side: t,
          cs: 'text?',
          sales: 'text?',
          due_on: 'text?',
          next_step: 'text?',
          at: 'bigint',
          author: t,
        },
        key: ['campaign_id', 'account_id'],
      })
    },
  }
}
