import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely'
import type { KeptRow, PrivacyStore, Whose } from '../privacy.ts'
import type { StoreLocation } from '../store.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { idOf } from './event-id.ts'
import { billedIds, renameBilled } from './rename-billed.ts'
import { emptyLeads } from './leads.ts'
import { NAMED_IN, type NamedIn } from './named-in.ts'
import { partVisitors, renameEverywhere } from './rename.ts'
import { putSetting, readSetting } from './setting.ts'
import { renewStamp } from './stamp.ts'
import { sweepSqlite } from './sweep.ts'
import type { Tables } from './tables.ts'

/** Events that are read at once. */
const PART = 500

type Row = Record<string, unknown>

/** Names of settings: the key of the hashes, when somebody was erased last, what changes with each erasure, and what that was at the last sweep. */
const KEY = 'note:erased'
const LAST = 'note:erased-at'
const ERA = 'stamp:erased'
const SWEPT = 'stamp:swept'

/** Columns of `rewrite` that tell a row from the others. */
const KEYS = { event: 'position', hook_message: 'id', backtest: 'id', billing_event: 'id' } as const

/** What is kept of persons and accounts, in SQL. */
export function createPrivacyStore(db: Kysely<Tables>, engine: Engine, location: StoreLocation): PrivacyStore {
  const setting = (name: string) => readSetting(db, engine, name)
  const put = (name: string, value: string) => putSetting(db, name, value)
  return {
    async *kept(whose) {
      const customers = await customersOf(db, engine, whose)
      for (const [table, columns] of Object.entries(NAMED_IN)) {
        for await (const rows of rowsNaming(db, table, namedIn(engine, columns, whose, customers), columns)) yield { table, rows }
      }
    },
    async *rowsOf(table, whose, within = []) {
      const columns: NamedIn = NAMED_IN[table]
      const named = namedIn(engine, columns, whose, await customersOf(db, engine, whose))
      const ids = [...new Set([...whose.persons, ...whose.accounts])]
      const inside = within.length === 0 ? [] : ids.map((id) => textInside(engine, 'properties', id))
      if (inside.length > 0) named.push(sql`(${among(engine, 'account_id', within)} and (${sql.join(inside, sql` or `)}))`)
      yield* rowsNaming(db, table, named, columns)
    },
    async rewrite(table, row, columns) {
      const key = KEYS[table]
      const values = Object.entries(columns).map(
        ([column, value]) => sql`${sql.ref(column)} = ${typeof value === 'string' ? value : JSON.stringify(value)}`,
      )
      await sql`update ${sql.table(table)} set ${sql.join(values)} where ${sql.ref(key)} = ${row[key]}`.execute(db)
    },
    rename: (names) => renameEverywhere(db, engine, names),
    billedIds: (accounts) => billedIds(db, engine, accounts),
    renameBilled: (accounts, names) => renameBilled(db, engine, accounts, names),
    async empty(ids) {
      const search = sql<string>`lower(id)`
      for (const table of ['person', 'account'] as const) {
        await db
          .updateTable(table)
          .set({ traits: '{}', search })
          .where(among(engine, 'id', ids))
          .execute()
      }
      await db
        .updateTable('history')
        .set({ comment: null })
        .where(({ or }) => or([among(engine, 'person_id', ids), among(engine, 'account_id', ids)]))
        .execute()
      await emptyLeads(db, engine, ids)
    },
    part: (person, nameFor) => partVisitors(db, person, nameFor),
    async forget({ erased } = { erased: true }) {
      const swept = (await setting(ERA)) === (await setting(SWEPT))
      await db.deleteFrom('snapshot').execute()
      await db.deleteFrom('snapshot_part').execute()
      // What is under way has read what is gone.
      await db.deleteFrom('backtest').where('status', '=', 'running').execute()
      for (const name of [undefined, 'stamp:billing', ERA]) await renewStamp(db, name)
      if (!erased && swept) await put(SWEPT, (await setting(ERA)) ?? '')
    },
    key: () => setting(KEY),
    async makeKey(value) {
      await db
        .insertInto('setting')
        .values({ name: KEY, value })
        .onConflict((on) => on.column('name').doNothing())
        .execute()
      return (await setting(KEY)) ?? value
    },
    async erased(digests) {
      const rows = await db
        .selectFrom('erased')
        .selectAll()
        .where(among(engine, 'digest', digests))
        .execute()
      return new Map(rows.map(({ digest, at }) => [digest, at]))
    },
    async noteErased(digests, at) {
      await db
        .insertInto('erased')
        .values(digests.map((digest) => ({ digest, at })))
        .onConflict((on) => on.column('digest').doUpdateSet({ at }))
        .execute()
      await put(LAST, String(Math.max(at, Number((await setting(LAST)) ?? 0))))
    },
    async lastErased() {
      const at = await setting(LAST)
      return at === undefined ? undefined : Number(at)
    },
    era: async () => (await setting(ERA)) ?? '',
    // PostgreSQL sweeps by itself.
    isSweepDue: async () => engine === 'sqlite' && (await setting(ERA)) !== (await setting(SWEPT)),
    async sweep() {
      if (engine === 'postgres') return
      const value = (await setting(ERA)) ?? ''
      await sweepSqlite(location)
      await put(SWEPT, value)
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
async function* rowsNaming(
  db: Kysely<Tables>,
  table: string,
  named: readonly RawBuilder<SqlBool>[],
  columns: NamedIn,
): AsyncGenerator<KeptRow[]> {
  if (named.length === 0) return
  const naming = sql.join(named, sql` or `)
  const log = table === 'event'
  for (let after = 0; ;) {
    const { rows } = await sql<Row>`select * from ${sql.table(table)} where (${naming}) ${
      log ? sql`and position > ${after} order by position limit ${sql.lit(PART)}` : sql``
    }`.execute(db)
    if (rows.length > 0) yield rows.map((row) => readable(row, columns))
    if (!log || rows.length < PART) return
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
