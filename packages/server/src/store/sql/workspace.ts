import { catalog, keptDefinitions, settings } from '@espalier/core/schema'
import type { Catalog, Definitions, Settings } from '@espalier/core/schema'
import type { Kysely, Selectable } from 'kysely'
import type { ApiKey, Counting, WorkspaceStore } from '../workspace.ts'
import type { Engine } from './engine.ts'
import { keptQuery, type Places } from './kept-query.ts'
import { putSetting, readSetting } from './setting.ts'
import { renewStamp, STAMP } from './stamp.ts'
import type { Tables } from './tables.ts'

const keyByHash = keptQuery((db, { value }: Places<{ hash: string }>) =>
  db.selectFrom('api_key').selectAll().where('hash', '=', value('hash')).where('revoked_at', 'is', null),
)

/** Name of the setting that says which custom events are counted. */
const COUNTING = 'counting'

/** Settings, catalogue, definitions and keys in SQL. */
export function createWorkspaceStore(db: Kysely<Tables>, engine: Engine): WorkspaceStore {
  const read = (name: string) => readSetting(db, engine, name)
  const put = (name: string, value: string) => putSetting(db, name, value)
  const write = async (name: string, value: string) => {
    await put(name, value)
    await renewStamp(db)
  }
  return {
    async settings(): Promise<Settings> {
      return settings.parse(JSON.parse((await read('settings')) ?? '{}'))
    },
    saveSettings: (next) => write('settings', JSON.stringify(next)),
    async catalog(): Promise<Catalog> {
      return catalog.parse(JSON.parse((await read('catalog')) ?? '{"features":[],"plans":[]}'))
    },
    saveCatalog: (next) => write('catalog', JSON.stringify(next)),
    async definitions(): Promise<Definitions> {
      return keptDefinitions.parse(JSON.parse((await read('definitions')) ?? '{}'))
    },
    saveDefinitions: (next) => write('definitions', JSON.stringify(next)),
    async counting() {
      const value = await read(COUNTING)
      if (value === undefined) return undefined
      const { wanted, ...rest } = JSON.parse(value) as Counting
      return { ...rest, wanted: keptDefinitions.parse(wanted) }
    },
    async saveCounting(counting) {
      if (counting) await put(COUNTING, JSON.stringify(counting))
      else await db.deleteFrom('setting').where('name', '=', COUNTING).execute()
    },
    stamp: () => read(STAMP),
    note: (name) => read(`note:${name}`),
    async noteOnce(name, value) {
      await db
        .insertInto('setting')
        .values({ name: `note:${name}`, value })
        .onConflict((on) => on.column('name').doNothing())
        .execute()
      return (await read(`note:${name}`)) ?? value
    },
    async keys() {
      const rows = await db.selectFrom('api_key').selectAll().orderBy('created_at').orderBy('id').execute()
      return rows.map(toKey)
    },
    async addKey({ id, kind, prefix, label, createdAt, hash }) {
      await db.insertInto('api_key').values({ id, kind, prefix, label, hash, created_at: createdAt, revoked_at: null }).execute()
    },
    async keyByHash(hash) {
      const [row] = await keyByHash(db, engine, { hash })
      return row && toKey(row)
    },
    async revokeKey(id, at) {
      const { numUpdatedRows } = await db
        .updateTable('api_key')
        .set({ revoked_at: at })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0
    },
  }
}

function toKey({ id, kind, prefix, label, created_at, revoked_at }: Selectable<Tables['api_key']>): ApiKey {
  return { id, kind, prefix, label, createdAt: created_at, ...(revoked_at === null ? {} : { revokedAt: revoked_at }) }
}
