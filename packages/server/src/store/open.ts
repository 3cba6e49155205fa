import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { migrate } from './sql/migrate.ts'
import { openSqlite } from './sql/open-sqlite.ts'
import { createSqlStore } from './sql/store.ts'
import type { Tables } from './sql/tables.ts'
import type { Store } from './store.ts'

/** Where the data lives. */
export interface StoreLocation {
  /** `postgres://...`; without it the data is one SQLite file in `folder`. */
  url?: string | undefined
  folder: string
}

/** Opens the store and brings its tables to the newest shape. Throws one clear line for an address that it cannot use. */
export async function openStore({ url, folder }: StoreLocation): Promise<Store> {
  const engine = engineOf(url)
  const file = join(folder, 'espalier.db')
  let db: Kysely<Tables> | undefined
  try {
    db = url && engine === 'postgres' ? (await import('./sql/open-postgres.ts')).openPostgres(url) : openSqlite(file)
    await migrate(db, engine)
    return createSqlStore(db, engine)
  } catch (error) {
    await db?.destroy().catch(() => undefined)
    const place = engine === 'postgres' ? 'DATABASE_URL: the database' : `ESPALIER_DATA: ${file}`
    throw new Error(`${place} cannot be used: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function engineOf(url: string | undefined): 'sqlite' | 'postgres' {
  if (!url) return 'sqlite'
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme === 'postgres' || scheme === 'postgresql') return 'postgres'
  throw new Error(`DATABASE_URL starts with "${scheme ?? ''}:"; expected postgres:// (leave it empty for SQLite in the data folder)`)
}
