import type { Kysely, SqliteDatabase } from 'kysely'
import type { Tables } from './tables.ts'

const readers = new WeakMap<Kysely<Tables>, SqliteDatabase>()

/** Says that `reader` reads what is committed in the same SQLite file as `db`. */
export function setReader(db: Kysely<Tables>, reader: SqliteDatabase): void {
  readers.set(db, reader)
}

/**
 * A connection that may be asked at once: it waits for no transaction, and none waits for it. Undefined on PostgreSQL, and within a
 * transaction, which has to see what it wrote itself.
 */
export function readerOf(db: Kysely<Tables>): SqliteDatabase | undefined {
  return readers.get(db)
}
