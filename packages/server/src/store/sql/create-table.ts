import { sql, type CreateTableBuilder, type Kysely } from 'kysely'
import type { Engine } from './engine.ts'

type Kind = 'text' | 'bigint' | 'double precision' | 'bytes'

/** Columns by name: the type, with `?` after it where null is allowed. */
type Columns = Readonly<Record<string, Kind | `${Kind}?`>>

/** A table as migrations describe it. */
export interface Table {
  columns: Columns
  key: readonly string[]
  unique?: readonly string[]
  indexes?: readonly (readonly string[])[]
}

/** Creates a table and its indexes, alike on both engines. */
export async function createTable(
  db: Kysely<unknown>,
  engine: Engine,
  name: string,
  { columns, key, unique, indexes = [] }: Table,
): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name)
  for (const [column, type] of Object.entries(columns)) {
    const optional = type.endsWith('?')
    const kind = (optional ? type.slice(0, -1) : type) as Kind
    builder = builder.addColumn(column, typeOf(kind, engine), (definition) => (optional ? definition : definition.notNull()))
  }
  builder = builder.addPrimaryKeyConstraint(`${name}_key`, [...key])
  if (unique) builder = builder.addUniqueConstraint(`${name}_${unique.join('_')}`, [...unique])
  await builder.execute()
  for (const fields of indexes) {
    await db.schema
      .createIndex(`${name}_by_${fields.join('_')}`)
      .on(name)
      .columns([...fields])
      .execute()
  }
}

/** Ids sort by code point on both engines, whatever language the database was made for. */
function typeOf(kind: Kind, engine: Engine) {
  if (kind === 'bytes') return engine === 'postgres' ? 'bytea' : 'blob'
  return kind === 'text' && engine === 'postgres' ? sql`text collate "C"` : kind
}
