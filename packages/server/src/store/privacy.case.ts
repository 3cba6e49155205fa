import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eraseAccount } from '../privacy/erase-account.ts'
import { erasePerson } from '../privacy/erase-person.ts'
import { ERASED, type KeptRows, type Whose } from './privacy.ts'
import { NAMED_IN, type NamedIn } from './sql/named-in.ts'
import { renameEverywhere } from './sql/rename.ts'
import type { Store } from './store.ts'

/** Tables that others made in the same database: for the console's sign-in, and for the tables themselves. */
const ELSEWHERE = /^(kysely_|auth_|console_|sqlite_)/

/** Columns of each table, as the database itself says. */
async function schemaOf({ database: { db, engine } }: Store): Promise<Map<string, string[]>> {
  const { rows } = await (
    engine === 'sqlite'
      ? sql<{ name: string; column: string }>`
          select m.name as name, c.name as "column" from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table'`
      : sql<{ name: string; column: string }>`
          select table_name as name, column_name as "column" from information_schema.columns where table_schema = 'public'`
  ).execute(db)
  const tables = Map.groupBy(
    rows.filter(({ name }) => !ELSEWHERE.test(name)),
    ({ name }) => name,
  )
  return new Map([...tables].map(([name, columns]) => [name, columns.map(({ column }) => column)]))
}

/** Columns of the database of which nobody said whether they name somebody, as `table.column`. */
function unsaid(schema: ReadonlyMap<string, readonly string[]>, said: Readonly<Record<string, NamedIn>>): string[] {
  return [...schema].flatMap(([table, columns]) => {
    const known = new Set(Object.values(said[table] ?? {}).flat())
    return columns.filter((column) => !known.has(column)).map((column) => `${table}.${column}`)
  })
}

/** What every adapter of `PrivacyStore` promises. */
export function privacyCases(open: () => Promise<Store>): void {
  const kept = async (store: Store, whose: Whose): Promise<KeptRows[]> => {
    const found: KeptRows[] = []
    for await (const one of store.privacy.kept(whose)) found.push(one)
    return found
  }

  test('says of every column of every table whether it names somebody', async () => {
    const schema = await schemaOf(await open())
    expect(schema.size).toBeGreaterThan(30)
    expect(unsaid(schema, NAMED_IN)).toEqual([])
    const { armed: _, ...without } = NAMED_IN
    expect(unsaid(schema, without).toSorted()).toEqual(['armed.account_id', 'armed.at', 'armed.campaign_id'])
    expect(unsaid(new Map([['event', ['friend_id']]]), NAMED_IN)).toEqual(['event.friend_id'])
  })

  test('finds a row in each table that names somebody, and none of anybody else', async () => {
    const store = await open()
    const { database } = store
    const whose = { persons: ['mari', 'visitor'], accounts: ['mari'] }
    await plantEverywhere(store, 'ken')
    expect(await kept(store, whose)).toEqual([])
    await plantEverywhere(store, 'mari')
    const found = await kept(store, whose)
    const naming = Object.entries<NamedIn>(NAMED_IN).flatMap(([table, { person, account, owner, customer, inside }]) =>
      (person ?? account ?? owner ?? customer ?? inside) ? table : [],
    )
    expect(found.map(({ table, rows }) => [table, rows.length])).toEqual(naming.map((table) => [table, 1]))
    expect(JSON.stringify(found)).not.toContain('ken')
    await database.db.deleteFrom('armed').execute()
    expect((await kept(store, whose)).map(({ table }) => table)).not.toContain('armed')
  })

  test('names somebody who was erased in no table any more, and would where one table were forgotten', async () => {
    const store = await open()
    const { db, engine } = store.database
    const tablesNaming = async (name: string) => {
      const found: string[] = []
      for (const table of (await schemaOf(store)).keys()) {
        const { rows } = await sql`select * from ${sql.table(table)}`.execute(db)
        if (JSON.stringify(rows).includes(name)) found.push(table)
      }
      return found
    }
    await plantEverywhere(store, 'mari')
    expect((await tablesNaming('mari')).length).toBeGreaterThan(20)
    expect(await erasePerson(store, 'mari', { at: 5, author: 'ken' })).toBe(true)
    expect(await tablesNaming('mari')).toEqual([])
    expect(await tablesNaming(ERASED)).toEqual(expect.arrayContaining(['person', 'event', 'armed', 'billing_event']))
    expect(await erasePerson(store, 'mari', { at: 6, author: 'ken' })).toBe(false)

    await plantEverywhere(store, 'aya')
    expect(await eraseAccount(store, 'aya', { at: 7, author: 'ken' })).toEqual({ people: ['aya'], stay: [] })
    expect(await tablesNaming('aya')).toEqual([])

    await plantEverywhere(store, 'hanako')
    const { armed: _, ...forgotten } = NAMED_IN
    await renameEverywhere(db, engine, new Map([['hanako', 'nobody']]), forgotten)
    expect((await tablesNaming('hanako')).toSorted()).toEqual(['armed', 'backtest', 'billing_event', 'hook_message'])
  })

  test('remembers by digests alone when somebody was erased, the last time', async () => {
    const { privacy, database } = await open()
    expect([await privacy.key(), await privacy.era(), await privacy.isSweepDue()]).toEqual([undefined, '', false])
    expect([await privacy.makeKey('one'), await privacy.makeKey('two'), await privacy.key()]).toEqual(['one', 'one', 'one'])
    expect(await privacy.lastErased()).toBeUndefined()
    await privacy.noteErased(['a', 'b'], 5)
    await privacy.noteErased(['b'], 9)
    expect(await privacy.lastErased()).toBe(9)
    expect(await privacy.erased(['a', 'b', 'c'])).toEqual(
      new Map([
        ['a', 5],
        ['b', 9],
      ]),
    )
    const before = await privacy.era()
    await privacy.forget()
    expect(await privacy.era()).not.toBe(before)
    // PostgreSQL sweeps by itself.
    expect(await privacy.isSweepDue()).toBe(database.engine === 'sqlite')
    await privacy.sweep()
    expect(await privacy.isSweepDue()).toBe(false)
  })

  test('parts a device that somebody else signs in on now from who was erased', async () => {
    const store = await open()
    const at = (index: number, person: string, visitor?: string) => ({
      id: `e-${index}`,
      type: 'identify' as const,
      name: '',
      person,
      account: person,
      at: index,
      receivedAt: index,
      seq: 0,
      properties: {},
      context: {},
      ...(visitor !== undefined && { sentAs: { user: true as const, visitor } }),
    })
    await store.events.append([
      at(1, 'device'),
      at(2, 'mari', 'device'),
      at(3, 'ken', 'device'),
      at(4, 'ken', 'other'),
      at(5, 'mari', 'other'),
    ])
    await store.people.save({
      aliases: [
        ['device', 'ken'],
        ['other', 'ken'],
      ],
    })
    let named = 0
    expect(await store.privacy.part('mari', () => `new-${(named += 1)}`)).toEqual(['new-1', 'new-2'])
    const events = await store.events.read(0, 10)
    const visitors = new Map(events.map(({ id, person, sentAs }) => [id, [person, sentAs?.visitor]]))
    const [first] = visitors.get('e-1') ?? []
    expect(first).toMatch(/^new-/)
    expect(visitors.get('e-2')).toEqual(['mari', first])
    expect(visitors.get('e-3')).toEqual(['ken', 'device'])
    expect(visitors.get('e-4')).toEqual(['ken', 'other'])
    expect(visitors.get('e-5')?.[1]).toMatch(/^new-/)
  })

  test('reads a long log part by part, and each event once', async () => {
    const store = await open()
    const events = Array.from({ length: 1203 }, (_, index) => ({
      id: `e-${index}`,
      type: 'track' as const,
      name: 'Opened',
      person: index % 2 === 0 ? 'mari' : 'ken',
      account: 'acme',
      at: index,
      receivedAt: index,
      seq: 0,
      properties: { index },
      context: {},
    }))
    await store.events.append(events)
    const parts = await kept(store, { persons: ['mari'], accounts: [] })
    expect(parts.map(({ rows }) => rows.length)).toEqual([500, 102])
    expect(parts.flatMap(({ rows }) => rows.map(({ properties }) => (properties as { index: number }).index))).toEqual(
      events.flatMap(({ properties: { index } }) => (index % 2 === 0 ? index : [])),
    )
  })
}

/** Puts a row into every table that names somebody. */
async function plantEverywhere({ database: { db } }: Store, name: string): Promise<void> {
  const schema = Object.entries<NamedIn>(NAMED_IN)
  for (const [table, columns] of schema) {
    const { person = [], account = [], owner = [], customer = [], inside = [], json = [], other = [] } = columns
    if ([person, account, owner, customer, inside].every((one) => one.length === 0)) continue
    const row = Object.fromEntries([
      ...other.map((column) => [column, NUMBERS.has(column) ? 1 : `${column} of ${name.length}`]),
      ...json.map((column) => [column, column === 'items' ? '[]' : '{"items":[]}']),
      ...inside.map((column) => [column, JSON.stringify({ data: { account: name }, about: [name] })]),
      ...customer.map((column) => [column, `cus-${name.length}`]),
      ...[...person, ...account, ...owner].map((column) => [column, name]),
    ]) as Record<string, string | number>
    if (table === 'counter') row['scope'] = 'person'
    if (table === 'hook_message' || table === 'event') row[table === 'event' ? 'position' : 'place'] = name.length
    await sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((column) => sql.ref(column)))})
      values (${sql.join(Object.values(row))})
      on conflict do nothing`.execute(db)
  }
}

/** Columns that hold numbers. */
const NUMBERS: ReadonlySet<string> = new Set(
  `at day times mark anonymous first_seen_at last_seen_at received_at seq position sent_as used limit_value limit_known resets_at by_page
  version worth_before shown_at engaged_at accepted_at answered_at dismissed_at shown last_shown_at responded_at score interruptive ghost cost
  created_at alive_at finished_at progress mrr value mrr_num mrr_den changed_at place amount attempts next_at delivered_at failed_at
  started_at ended_at general due_at corrects_from ledger_from`.split(/\s+/),
)
