import { sql, type Kysely } from 'kysely'
import type { LossCount, LossStore } from '../losses.ts'
import type { Tables } from './tables.ts'

/** Counts of losses, in SQL. */
export function createLossStore(db: Kysely<Tables>): LossStore {
  return {
    async count(counts) {
      if (counts.length === 0) return
      const rows = new Map<string, LossCount>()
      for (const { day, reason, events } of counts) {
        const key = `${day} ${reason}`
        rows.set(key, { day, reason, events: (rows.get(key)?.events ?? 0) + events })
      }
      await db
        .insertInto('loss')
        .values([...rows.values()])
        .onConflict((on) => on.columns(['day', 'reason']).doUpdateSet({ events: sql`loss.events + excluded.events` }))
        .execute()
    },
    countsIn: (from, to) =>
      db.selectFrom('loss').selectAll().where('day', '>=', from).where('day', '<=', to).orderBy('day').orderBy('reason').execute(),
  }
}
