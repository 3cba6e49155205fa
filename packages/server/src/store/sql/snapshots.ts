import type { Kysely } from 'kysely'
import type { SnapshotStore } from '../snapshots.ts'
import type { Engine } from './engine.ts'
import { keptQuery, type Places } from './kept-query.ts'
import type { Tables } from './tables.ts'

const head = keptQuery((db, { value }: Places<{ kind: string }>) =>
  db.selectFrom('snapshot').select(['writer', 'told']).where('kind', '=', value('kind')),
)
const parts = keptQuery((db, { value }: Places<{ kind: string; after: number; limit: number }>) =>
  db
    .selectFrom('snapshot_part')
    .select(['part', 'body'])
    .where('kind', '=', value('kind'))
    .where('part', '>', value('after'))
    .orderBy('part')
    .limit(value('limit')),
)

/** What servers remember, over SQL. */
export function createSnapshotStore(db: Kysely<Tables>, engine: Engine): SnapshotStore {
  const headOf = async (kind: string) => {
    const [row] = await head(db, engine, { kind })
    return row && { writer: row.writer, told: row.told ?? undefined }
  }
  const isWriter = async (kind: string, writer: string) => (await headOf(kind))?.writer === writer
  return {
    head: headOf,
    parts: (kind, after, limit) => parts(db, engine, { kind, after, limit }),
    async take(kind, writer, from) {
      const known = await headOf(kind)
      const stays = from?.told !== undefined && known?.writer === from.writer && known.told === from.told
      const told = stays ? from.told : null
      await db
        .insertInto('snapshot')
        .values({ kind, writer, told })
        .onConflict((on) => on.column('kind').doUpdateSet({ writer, told }))
        .execute()
      if (!stays) await db.deleteFrom('snapshot_part').where('kind', '=', kind).execute()
      return stays
    },
    async put(kind, writer, written) {
      if (!(await isWriter(kind, writer))) return false
      for (const { part, body } of written) {
        await db
          .insertInto('snapshot_part')
          .values({ kind, part, body })
          .onConflict((on) => on.columns(['kind', 'part']).doUpdateSet({ body }))
          .execute()
      }
      return true
    },
    async tell(kind, writer, told) {
      if (!(await isWriter(kind, writer))) return false
      await db.updateTable('snapshot').set({ told }).where('kind', '=', kind).execute()
      return true
    },
  }
}
