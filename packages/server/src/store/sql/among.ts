import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Engine } from './engine.ts'

/** A column by name, or what is made of one. */
export type Column = string | RawBuilder<unknown>

/** `column in (values)` with one parameter, however many values there are. */
export function among(engine: Engine, column: Column, values: Iterable<string>): RawBuilder<SqlBool> {
  return amongParameter(engine, column, listParameter(engine, values))
}

/** The same for a list that is a parameter already; see `listParameter`. */
export function amongParameter(engine: Engine, column: Column, list: unknown): RawBuilder<SqlBool> {
  const left = typeof column === 'string' ? sql.ref(column) : column
  return engine === 'sqlite'
    ? sql<SqlBool>`${left} in (select value from json_each(${list}))`
    : sql<SqlBool>`${left} = any(${list}::text[])`
}

/** A list as the engine takes it in one parameter. */
export function listParameter(engine: Engine, values: Iterable<string>): unknown {
  return engine === 'sqlite' ? JSON.stringify([...values]) : [...values]
}
