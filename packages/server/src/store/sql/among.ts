import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Engine } from './engine.ts'

/** `column in (values)` with one parameter, however many values there are. */
export function among(engine: Engine, column: string | RawBuilder<unknown>, values: Iterable<string>): RawBuilder<SqlBool> {
  const list = [...values]
  const left = typeof column === 'string' ? sql.ref(column) : column
  return engine === 'sqlite'
    ? sql<SqlBool>`${left} in (select value from json_each(${JSON.stringify(list)}))`
    : sql<SqlBool>`${left} = any(${list}::text[])`
}
