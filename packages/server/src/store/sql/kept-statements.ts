import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Statements that are kept, and how long their text may be; longer ones are inserts of many rows, each of its own length. */
const MOST = 500
const LONGEST = 4000

/** The same database, which prepares each statement once instead of at every use; those used longest ago are let go. */
export function keepStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
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
