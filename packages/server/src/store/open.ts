import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { migrate } from './sql/migrate.ts'
import { FILE, openSqlite } from './sql/open-sqlite.ts'
import { beginStamp } from './sql/stamp.ts'
import { createSqlStore } from './sql/store.ts'
import type { Tables } from './sql/tables.ts'
import type { Store, StoreLocation } from './store.ts'

/** Opens the store and brings its tables to the newest shape. Throws one clear line for an address that it cannot use. */
export async function openStore({ url, folder }: StoreLocation): Promise<Store> {
  const engine = engineOf(url)
  const file = join(folder, FILE)
  let db: Kysely<Tables> | undefined
  try {
    db = url && engine === 'postgres' ? (await import('./sql/open-postgres.ts')).openPostgres(url) : openSqlite(file)
    await migrate(db, engine)
    await beginStamp(db)
    return createSqlStore(db, engine, { url, folder })
  } catch (error) {
    await db?.destroy().catch(() => undefined)
    const place = engine === 'postgres' ? 'DATABASE_URL: the database' : `ESPALIER_DATA: ${file}`
    throw new Error(`${place} cannot be used: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Opens a store that is there already for reading alone, beside those who write: one connection, and no file lock of its own. */
export async function openReader({ url, folder }: StoreLocation): Promise<Store> {
  const engine = engineOf(url)
  const db =
    url && engine === 'postgres'
      ? (await import('./sql/open-postgres.ts')).openPostgres(url, 1)
      : openSqlite(join(folder, FILE), { readonly: true })
  return createSqlStore(db, engine, { url, folder })
}

function engineOf(url: string | undefined): 'sqlite' | 'postgres' {
  if (!url) return 'sqlite'
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme === 'postgres' || scheme === 'postgresql') return 'postgres'
  throw new Error(`DATABASE_URL starts with "${scheme ?? ''}:"; expected postgres:// (leave it empty for SQLite in the data folder)`)
}
