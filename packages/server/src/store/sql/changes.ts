import { sql, type ExpressionBuilder, type Kysely, type Selectable } from 'kysely'
import type { Change, ChangeFilter, ChangeStore } from '../changes.ts'
import type { Tables } from './tables.ts'

/** The log of changes in SQL. */
export function createChangeStore(db: Kysely<Tables>): ChangeStore {
  return {
    async append({ body, ...change }) {
      const last = await db.selectFrom('change').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
      await db
        .insertInto('change')
        .values({ ...change, id: idAt(Number(last?.id ?? 0) + 1), body: JSON.stringify(body) })
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
      return rows.map(toChange)
    },
    async page(filter, { before, limit }) {
      const rows = await db
        .selectFrom('change')
        .selectAll()
        .select(({ selectFrom }) =>
          selectFrom('change as earlier')
            .select('earlier.body')
            .where('change.kind', '<>', 'rates')
            .whereRef('earlier.kind', '=', 'change.kind')
            .whereRef('earlier.subject', '=', 'change.subject')
            .whereRef('earlier.id', '<', 'change.id')
            .orderBy('earlier.id', 'desc')
            .limit(1)
            .as('body_before'),
        )
        .where((of) => isMeant(of, filter))
        .$if(before !== undefined, (query) => query.where('id', '<', idAt(before ?? 0)))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => ({
        ...toChange(row),
        place: Number(row.id),
        bodyBefore: row.body_before === null ? undefined : (JSON.parse(row.body_before) as unknown),
      }))
    },
    async count(filter) {
      const { changes } = await db
        .selectFrom('change')
        .select(sql<number>`count(*)`.as('changes'))
        .where((of) => isMeant(of, filter))
        .executeTakeFirstOrThrow()
      return Number(changes)
    },
    async authors() {
      const rows = await db.selectFrom('change').select('author').distinct().where('at', '>', 0).execute()
      return rows.map(({ author }) => author)
    },
  }
}

/** Ids sort in the order of the changes. */
const idAt = (place: number): string => String(place).padStart(12, '0')

function isMeant({ and, eb }: ExpressionBuilder<Tables, 'change'>, { kind, campaign, author }: ChangeFilter) {
  return and([
    eb('change.at', '>', 0),
    ...(kind === undefined ? [] : [eb('change.kind', '=', kind)]),
    ...(campaign === undefined ? [] : [eb('change.kind', '=', 'state'), eb('change.subject', '=', campaign)]),
    ...(author === undefined ? [] : [eb('change.author', '=', author)]),
  ])
}

function toChange({ at, author, kind, subject, body }: Selectable<Tables['change']>): Change {
  return { at, author, kind: kind as Change['kind'], subject, body: JSON.parse(body) as unknown }
}
