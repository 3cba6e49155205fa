import { join } from 'node:path'
import { migrate } from './sql/migrate.ts'
import { openPostgres } from './sql/open-postgres.ts'
import { openSqlite } from './sql/open-sqlite.ts'
import { createSqlStore } from './sql/store.ts'
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
  const db = url && engine === 'postgres' ? openPostgres(url) : openSqlite(join(folder, 'espalier.db'))
  try {
    await migrate(db, engine)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return createSqlStore(db, engine)
}

function engineOf(url: string | undefined): 'sqlite' | 'postgres' {
  if (!url) return 'sqlite'
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme === 'postgres' || scheme === 'postgresql') return 'postgres'
  throw new Error(`DATABASE_URL starts with "${scheme ?? ''}:"; expected postgres:// (leave it empty for SQLite in the data folder)`)
}
