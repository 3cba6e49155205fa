import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Engine } from './engine.ts'

/** `column in (values)` with one parameter, however many values there are. */
export function among(engine: Engine, column: string, values: Iterable<string>): RawBuilder<SqlBool> {
  const list = [...values]
  return engine === 'sqlite'
    ? sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(list)}))`
    : sql<SqlBool>`${sql.ref(column)} = any(${list}::text[])`
}
