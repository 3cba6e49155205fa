import {
  sql,
  type Compilable,
  type CompiledQuery,
  type Kysely,
  type RawBuilder,
  type SqlBool,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely'
import { amongParameter, listParameter, type Column } from './among.ts'
import type { Engine } from './engine.ts'
import { readerOf } from './readers.ts'
import type { Tables } from './tables.ts'

/** What may differ from one run of a query to the next, by name. */
type Values = Readonly<Record<string, string | number | Iterable<string>>>

/** The place of a value in a query. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** Writes places of values into a query. */
export interface Places<V extends Values> {
  /** One value. */
  value<N extends keyof V & string>(name: N): RawBuilder<V[N]>
  /** `column in (values)`, for a list. */
  among(column: Column, name: keyof V & string): RawBuilder<SqlBool>
}

/**
 * A query that is compiled once for each engine and then only given its values: compiling costs more than most small reads.
 * `build` must not depend on anything but what it is given.
 */
export function keptQuery<V extends Values, Row>(
  build: (db: Kysely<Tables>, places: Places<V>) => Compilable<Row>,
): (db: Kysely<Tables>, engine: Engine, values: V) => Promise<Row[]> {
  const kept = new Map<Engine, CompiledQuery<Row>>()
  const prepared = new WeakMap<SqliteDatabase, SqliteStatement>()
  const compile = (db: Kysely<Tables>, engine: Engine): CompiledQuery<Row> => {
    const value = <N extends keyof V & string>(name: N) => sql<V[N]>`${new Place(name)}`
    const query = build(db, { value, among: (column, name) => amongParameter(engine, column, value(name)) }).compile()
    kept.set(engine, query)
    return query
  }
  return async (db, engine, values) => {
    const query = kept.get(engine) ?? compile(db, engine)
    const parameters = query.parameters.map((one) => (one instanceof Place ? parameterOf(engine, values[one.name]) : one))
    const reader = readerOf(db)
    // Kysely lets one query of a file run after another, each after several turns of the queue of promises.
    if (reader) {
      let statement = prepared.get(reader)
      if (!statement) prepared.set(reader, (statement = reader.prepare(query.sql)))
      return statement.all(parameters) as Row[]
    }
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}

function parameterOf(engine: Engine, value: Values[string] | undefined): unknown {
  return typeof value === 'object' ? listParameter(engine, value) : value
}

/** SQL that is written out, in place of a query that is built. */
export function readyMade<Row>(db: Kysely<Tables>, query: RawBuilder<unknown>): Compilable<Row> {
  return { compile: () => query.compile(db) as CompiledQuery<Row> }
}
