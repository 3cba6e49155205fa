import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely'
import type { KeptRows, PrivacyStore, Whose } from '../privacy.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { idOf } from './event-id.ts'
import { NAMED_IN, type NamedIn } from './named-in.ts'
import type { Tables } from './tables.ts'

/** Events that are read at once. */
const PART = 500

type Row = Record<string, unknown>

/** What is kept of persons and accounts, in SQL. */
export function createPrivacyStore(db: Kysely<Tables>, engine: Engine): PrivacyStore {
  return {
    async *kept(whose) {
      const customers = await customersOf(db, engine, whose)
      for (const [table, columns] of Object.entries(NAMED_IN)) {
        const named = namedIn(engine, columns, whose, customers)
        if (named.length === 0) continue
        for await (const rows of rowsOf(db, table, sql.join(named, sql` or `))) {
          yield { table, rows: rows.map((row) => readable(row, columns)) } satisfies KeptRows
        }
      }
    },
  }
}

async function customersOf(db: Kysely<Tables>, engine: Engine, { accounts }: Whose): Promise<string[]> {
  const rows = await db
    .selectFrom('customer')
    .select('id')
    .where(among(engine, 'account_id', accounts))
    .execute()
  return rows.map(({ id }) => id)
}

/** Conditions of which one is true where a row names somebody. */
function namedIn(
  engine: Engine,
  { person = [], account = [], owner = [], customer = [], inside = [] }: NamedIn,
  { persons, accounts }: Whose,
  customers: readonly string[],
): RawBuilder<SqlBool>[] {
  const scoped = (column: string, scope: string, ids: readonly string[]) =>
    sql<SqlBool>`(scope = ${scope} and ${among(engine, column, ids)})`
  return [
    ...(persons.length > 0 ? person.map((column) => among(engine, column, persons)) : []),
    ...(accounts.length > 0 ? account.map((column) => among(engine, column, accounts)) : []),
    ...(customers.length > 0 ? customer.map((column) => among(engine, column, customers)) : []),
    ...owner.flatMap((column) => [scoped(column, 'person', persons), scoped(column, 'account', accounts)]),
    ...inside.flatMap((column) => [...new Set([...persons, ...accounts])].map((id) => textInside(engine, column, id))),
  ]
}

/** True where JSON holds an id as a text of its own. */
function textInside(engine: Engine, column: string, id: string): RawBuilder<SqlBool> {
  const text = JSON.stringify(id)
  return engine === 'sqlite' ? sql<SqlBool>`instr(${sql.ref(column)}, ${text}) > 0` : sql<SqlBool>`strpos(${sql.ref(column)}, ${text}) > 0`
}

/** The log is long and read part by part; of everything else somebody has little. */
async function* rowsOf(db: Kysely<Tables>, table: string, named: RawBuilder<unknown>): AsyncGenerator<Row[]> {
  if (table !== 'event') {
    const { rows } = await sql<Row>`select * from ${sql.table(table)} where ${named}`.execute(db)
    if (rows.length > 0) yield rows
    return
  }
  for (let after = 0; ;) {
    const { rows } = await sql<Row>`
      select * from event where position > ${after} and (${named}) order by position limit ${sql.lit(PART)}`.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < PART) return
    after = Number(rows.at(-1)?.['position'])
  }
}

function readable(row: Row, { json = [], inside = [] }: NamedIn): Row {
  const parsed = [...json, ...inside].flatMap((column): [string, unknown][] => {
    const text = row[column]
    return typeof text === 'string' ? [[column, JSON.parse(text)]] : []
  })
  const { id } = row
  return { ...row, ...(id instanceof Uint8Array && { id: idOf(id) }), ...Object.fromEntries(parsed) }
}
