import { CompiledQuery, type Kysely, type Selectable } from 'kysely'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'
import { writerOf } from './writers.ts'

/** Reads the rows that have one of these keys, which find one row each; a key is the values of its columns, in their order. */
export type RowReader<Row> = (db: Kysely<Tables>, engine: Engine, keys: Iterable<readonly string[]>) => Promise<Row[]>

/**
 * Reads rows of a table by whole keys. Asked for several lists of values, a database looks up each combination of them, which are many
 * more than the keys. SQLite runs one statement for each key, PostgreSQL one for all.
 */
export function rowReader<T extends keyof Tables>(table: T, key: readonly (keyof Tables[T] & string)[]): RowReader<Selectable<Tables[T]>> {
  type Row = Selectable<Tables[T]>
  const one = `select * from "${table}" where ${key.map((name) => `"${name}" = ?`).join(' and ')}`
  const names = key.map((name) => `"${name}"`).join(', ')
  const lists = key.map((_, index) => `$${index + 1}::text[]`).join(', ')
  const many = `select "${table}".* from unnest(${lists}) as asked(${names}) join "${table}" using (${names})`

  return async (db, engine, keys) => {
    if (engine === 'postgres') {
      const all = [...keys]
      const columns = key.map((_, index) => all.map((values) => values[index]))
      return (await db.executeQuery<Row>(CompiledQuery.raw(many, columns))).rows
    }
    const statement = writerOf(db)?.prepare(one)
    const rows: Row[] = []
    for (const values of keys) {
      const row = statement ? statement.get(...values) : (await db.executeQuery<Row>(CompiledQuery.raw(one, [...values]))).rows[0]
      if (row !== undefined) rows.push(row as Row)
    }
    return rows
  }
}
