import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** A statement of SQLite. Handed on one by one, values cost the driver less than in a list, and one row less than a list of one. */
interface Statement {
  run(...values: readonly unknown[]): unknown
  /** The first row. */
  get(...values: readonly unknown[]): unknown
}

/** A connection whose statements are used without Kysely, which costs more than most of them. */
interface Connection {
  prepare(sql: string): Statement
}

const connections = new WeakMap<Kysely<Tables>, Connection>()
const held = new WeakMap<Kysely<Tables>, Connection>()

/** Says on which connection a SQLite file is written. */
export function setConnection(db: Kysely<Tables>, connection: Connection): void {
  connections.set(db, connection)
}

/** Says that a transaction of `db` began: until its end nobody else writes on the connection. */
export function hold(db: Kysely<Tables>, transaction: Kysely<Tables>): void {
  const connection = connections.get(db)
  if (connection) held.set(transaction, connection)
}

/** The connection that a transaction holds. Undefined on PostgreSQL, and outside of a transaction, where another may be under way. */
export function writerOf(transaction: Kysely<Tables>): Connection | undefined {
  return held.get(transaction)
}
