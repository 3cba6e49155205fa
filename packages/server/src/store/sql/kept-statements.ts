import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Statements that are kept, and how long their text may be; longer ones are inserts of many rows, each of its own length. */
const MOST = 500
const LONGEST = 4000

/** A database whose statements take more than Kysely asks of them. */
interface Preparing<S extends SqliteStatement> extends SqliteDatabase {
  prepare(sql: string): S
}

/** The same database, which prepares each statement once instead of at every use; those used longest ago are let go. */
export function keepStatements<S extends SqliteStatement>(database: Preparing<S>): Preparing<S> {
  const kept = new Map<string, S>()
  return {
    close: () => database.close(),
    prepare(sql) {
      // A pragma works while it is prepared, not while it runs.
      if (sql.length > LONGEST || sql.startsWith('pragma')) return database.prepare(sql)
      const statement = kept.get(sql) ?? database.prepare(sql)
      kept.delete(sql)
      kept.set(sql, statement)
      const [oldest] = kept.keys()
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
      return statement
    },
  }
}
