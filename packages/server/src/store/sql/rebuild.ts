import { sql, type Kysely } from 'kysely'
import type { RebuildStore } from '../rebuild.ts'
import { toHeldBack } from './held-back.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'

/** Tables of which the log says everything, and what servers remember of them. */
const DERIVED = [
  'person',
  'alias',
  'account',
  'member',
  'merged_account',
  'counter',
  'usage',
  'metered',
  'exposure',
  'history',
  'impression',
  'held_back',
  'armed',
  'loss',
  'snapshot',
  'snapshot_part',
] as const satisfies readonly (keyof Tables)[]

/** Makes room for what follows from the log, in SQL. */
export function createRebuildStore(db: Kysely<Tables>): RebuildStore {
  return {
    async clear() {
      const worth = await db
        .selectFrom('exposure')
        .select(['campaign_id as campaign', 'account_id as account', 'worth_before as worth'])
        .where('worth_before', 'is not', null)
        .execute()
      const spared = await db.selectFrom('held_back').selectAll().where('gate', '=', 'care').execute()
      for (const table of DERIVED) await sql`delete from ${sql.table(table)}`.execute(db)
      return {
        worth: worth.flatMap((one) => (one.worth === null ? [] : [{ ...one, worth: one.worth }])),
        spared: spared.map(toHeldBack),
      }
    },
    async atLeast(spared) {
      for (const part of slices(spared)) {
        const rows = part.map(({ campaign, account, ...rest }) => ({ campaign_id: campaign, account_id: account, ...rest }))
        await db
          .insertInto('held_back')
          .values(rows)
          .onConflict((on) =>
            on.columns(['campaign_id', 'account_id', 'gate', 'day']).doUpdateSet({
              times: sql`case when held_back.times < excluded.times then excluded.times else held_back.times end`,
            }),
          )
          .execute()
      }
    },
  }
}
