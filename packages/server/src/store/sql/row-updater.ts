import { CompiledQuery, type Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import type { Kind } from './row-writer.ts'
import type { Tables } from './tables.ts'
import { writerOf } from './writers.ts'

/** Writes some columns of rows that are kept already, found by their id; rows of one call have different ids. */
export type RowUpdater<Row> = (db: Kysely<Tables>, engine: Engine, rows: Iterable<Row>) => Promise<void>

/** Like `rowWriter`, for rows of which little changes: what stays is neither made into text again nor handed over. */
export function rowUpdater<T extends keyof Tables, C extends keyof Tables[T] & string>(
  table: T & ('id' extends keyof Tables[T] ? unknown : never),
  columns: Readonly<Record<C, Kind>>,
): RowUpdater<Pick<Tables[T], C> & { id: string }> {
  type Row = Pick<Tables[T], C> & { id: string }
  const names = Object.keys(columns) as C[]
  const one = `update "${table}" set ${names.map((name) => `"${name}" = ?`).join(', ')} where "id" = ?`
  const lists = names.map((name, index) => `$${index + 2}::${columns[name]}[]`).join(', ')
  const given = names.map((name) => `"${name}"`).join(', ')
  const many = `update "${table}" set ${names.map((name) => `"${name}" = given."${name}"`).join(', ')}
    from unnest($1::text[], ${lists}) as given("id", ${given}) where "${table}"."id" = given."id"`
  const valuesOf = (row: Row): unknown[] => [...names.map((name) => row[name]), row.id]

  return async (db, engine, rows) => {
    if (engine === 'postgres') {
      const all = [...rows]
      if (all.length === 0) return
      const values = [all.map(({ id }) => id), ...names.map((name) => all.map((row) => row[name]))]
      await db.executeQuery(CompiledQuery.raw(many, values))
      return
    }
    const statement = writerOf(db)?.prepare(one)
    for (const row of rows) {
      if (statement) statement.run(...valuesOf(row))
      else await db.executeQuery(CompiledQuery.raw(one, valuesOf(row)))
    }
  }
}
