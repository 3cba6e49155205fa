import { sql, type Kysely, type Selectable } from 'kysely'
import type { IdentityKey, IdentityStore } from '../identity.ts'
import type { Tables } from './tables.ts'

/** Keys of signed identity and counts of proofs, in SQL. */
export function createIdentityStore(db: Kysely<Tables>): IdentityStore {
  return {
    async keys() {
      const rows = await db.selectFrom('identity_key').selectAll().orderBy('created_at').orderBy('id').execute()
      return rows.map(toKey)
    },
    async addKey({ id, algorithm, label, material, createdAt, retiredAt }) {
      const row = { id, algorithm, label, material, created_at: createdAt, retired_at: retiredAt ?? null }
      await db.insertInto('identity_key').values(row).execute()
    },
    async retireKey(id, at) {
      const { numUpdatedRows } = await db
        .updateTable('identity_key')
        .set({ retired_at: at })
        .where('id', '=', id)
        .where('retired_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0
    },
    async count(counts) {
      const rows = [...counts]
      if (rows.length === 0) return
      await db
        .insertInto('identity_day')
        .values(rows)
        .onConflict((on) => on.columns(['day', 'kind', 'reason']).doUpdateSet({ times: sql`identity_day.times + excluded.times` }))
        .execute()
    },
    countsIn: (from, to) =>
      db
        .selectFrom('identity_day')
        .selectAll()
        .where('day', '>=', from)
        .where('day', '<=', to)
        .orderBy('day')
        .orderBy('kind')
        .orderBy('reason')
        .execute(),
  }
}

function toKey({ id, algorithm, label, material, created_at, retired_at }: Selectable<Tables['identity_key']>): IdentityKey {
  return { id, algorithm, label, material, createdAt: created_at, ...(retired_at !== null && { retiredAt: retired_at }) }
}
