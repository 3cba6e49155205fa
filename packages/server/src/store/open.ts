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
    throw new Error(`${place} cannot be used: ${plainly(error)}`, { cause: error })
  }
}

/** What the file system or SQLite say where the folder may not be written. */
const NOT_WRITABLE = /^(EACCES|EPERM|EROFS|ENOTDIR|SQLITE_CANTOPEN|SQLITE_READONLY)/

function plainly(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (/previously executed migration .* is missing/.test(error.message)) {
    return 'a newer version of Espalier has written to it; start that version, or restore a back-up from before it'
  }
  const writable = !('code' in error && typeof error.code === 'string' && NOT_WRITABLE.test(error.code))
  return writable ? error.message : `${error.message}; expected a folder in which the server may write files`
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
