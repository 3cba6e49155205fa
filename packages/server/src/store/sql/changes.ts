import { sql, type Kysely } from 'kysely'
import type { Change, ChangeStore } from '../changes.ts'
import type { Tables } from './tables.ts'

/** The log of changes in SQL. */
export function createChangeStore(db: Kysely<Tables>): ChangeStore {
  return {
    async append({ body, ...change }) {
      const { count } = await db
        .selectFrom('change')
        .select(sql<number>`count(*)`.as('count'))
        .executeTakeFirstOrThrow()
      // Ids sort in the order of the changes.
      const id = String(Number(count) + 1).padStart(12, '0')
      await db
        .insertInto('change')
        .values({ ...change, id, body: JSON.stringify(body) })
        .execute()
    },
    async has(kind, subject) {
      const row = await db
        .selectFrom('change')
        .select('id')
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    async list() {
      const rows = await db.selectFrom('change').selectAll().orderBy('id').execute()
      return rows.map(({ at, author, kind, subject, body }) => ({
        at,
        author,
        kind: kind as Change['kind'],
        subject,
        body: JSON.parse(body) as unknown,
      }))
    },
  }
}
