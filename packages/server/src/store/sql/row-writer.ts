import { CompiledQuery, type Kysely, type Selectable } from 'kysely'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'
import { writerOf } from './writers.ts'

/** What a column holds, as PostgreSQL calls it. */
export type Kind = 'text' | 'bigint' | 'double precision'

/** What becomes of a row whose key is taken. */
interface Conflict<Column extends string> {
  key: readonly Column[]
  /** Columns that the new row takes over; of the others the old row keeps its own. */
  replace: readonly Column[]
  /** Columns of which the lesser value stays. */
  lesser?: readonly Column[]
}

/** Writes rows in their order; rows of one call have different keys. */
export type RowWriter<Row> = (db: Kysely<Tables>, engine: Engine, rows: Iterable<Row>) => Promise<void>

/** Rows that go into one statement of PostgreSQL. */
const MOST = 2000

/**
 * Writes rows of a table by one statement that never changes, whatever their number: making a statement of many rows costs more than
 * keeping them. SQLite runs it for each row, PostgreSQL once for lists of values.
 */
export function rowWriter<T extends keyof Tables>(
  table: T,
  columns: { readonly [C in keyof Selectable<Tables[T]>]: Kind },
  conflict?: Conflict<keyof Tables[T] & string>,
): RowWriter<Selectable<Tables[T]>> {
  const names = Object.keys(columns) as (keyof Selectable<Tables[T]> & string)[]
  const into = `insert into "${table}" (${names.map(quoted).join(', ')})`
  const end = conflict ? ` ${onConflict(table, conflict)}` : ''
  const one = `${into} values (${names.map(() => '?').join(', ')})${end}`
  const many = `${into} select * from unnest(${names.map((name, index) => `$${index + 1}::${columns[name]}[]`).join(', ')})${end}`
  const valuesOf = (row: Selectable<Tables[T]>): unknown[] => names.map((name) => row[name])

  return async (db, engine, rows) => {
    if (engine === 'postgres') {
      const all = [...rows]
      for (let from = 0; from < all.length; from += MOST) {
        const part = all.slice(from, from + MOST)
        const lists = names.map((name) => part.map((row) => row[name]))
        await db.executeQuery(CompiledQuery.raw(many, lists))
      }
      return
    }
    const statement = writerOf(db)?.prepare(one)
    for (const row of rows) {
      if (statement) statement.run(...valuesOf(row))
      else await db.executeQuery(CompiledQuery.raw(one, valuesOf(row)))
    }
  }
}

/** Where nothing would change, nothing is written: a page that is written as it was costs the disk as much as another. */
function onConflict(table: string, { key, replace, lesser = [] }: Conflict<string>): string {
  const given = (name: string): string => `excluded.${quoted(name)}`
  const isLess = (name: string): string => `${given(name)} < "${table}".${quoted(name)}`
  const taken = replace.map((name) => `${quoted(name)} = ${given(name)}`)
  const least = lesser.map((name) => `${quoted(name)} = case when ${isLess(name)} then ${given(name)} else "${table}".${quoted(name)} end`)
  const where = replace.length === 0 && lesser.length > 0 ? ` where ${lesser.map(isLess).join(' or ')}` : ''
  return `on conflict (${key.map(quoted).join(', ')}) do update set ${[...taken, ...least].join(', ')}${where}`
}

const quoted = (name: string): string => `"${name}"`
