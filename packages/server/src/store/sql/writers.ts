import type { Kysely, SqliteDatabase } from 'kysely'
import type { Tables } from './tables.ts'

const connections = new WeakMap<Kysely<Tables>, SqliteDatabase>()
const held = new WeakMap<Kysely<Tables>, SqliteDatabase>()

/** Says on which connection a SQLite file is written. */
export function setConnection(db: Kysely<Tables>, connection: SqliteDatabase): void {
  connections.set(db, connection)
}

/** Says that a transaction of `db` began: until its end nobody else writes on the connection. */
export function hold(db: Kysely<Tables>, transaction: Kysely<Tables>): void {
  const connection = connections.get(db)
  if (connection) held.set(transaction, connection)
}

/** The connection that a transaction holds. Undefined on PostgreSQL, and outside of a transaction, where another may be under way. */
export function writerOf(transaction: Kysely<Tables>): SqliteDatabase | undefined {
  return held.get(transaction)
}
