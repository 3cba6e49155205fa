import { eventFactName } from '@espalier/core'
import { sql, type Kysely, type SelectQueryBuilder } from 'kysely'
import { changedAccount } from '../changed-account.ts'
import { KeptCounter } from '../kept-counter.ts'
import { ERASED } from '../privacy.ts'
import type { CounterScope, PageRequest, PeopleStore } from '../people.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { keptQuery, readyMade, type Places } from './kept-query.ts'
import { toAccount, toCounter, toMetered, toPerson, toUsage } from './people-rows.ts'
import { byOneOrMany } from './one-or-many.ts'
import { createPeopleWriter } from './people-writer.ts'
import { rowReader } from './row-reader.ts'
import type { Tables } from './tables.ts'

type Ids = Readonly<Record<'ids', Iterable<string>>>
const accountsById = byOneOrMany('account', 'id')
const personsById = byOneOrMany('person', 'id')
const aliasesById = keptQuery((db, { among }: Places<Ids>) => db.selectFrom('alias').selectAll().where(among('anonymous_id', 'ids')))
const usageById = byOneOrMany('usage', 'account_id')
const meteredById = byOneOrMany('metered', 'account_id')
const countersByOwner = keptQuery((db, { value }: Places<{ scope: CounterScope; owner: string }>) =>
  db.selectFrom('counter').select(['name', 'state']).where('scope', '=', value('scope')).where('owner', '=', value('owner')),
)
/** The same in one row: that SQLite hands over text costs less than that it hands over rows. No state has a line break. */
const joinedCounters = keptQuery((db, { value }: Places<{ scope: CounterScope; owner: string }>) =>
  readyMade<{ names: string; states: string | null }>(
    db,
    sql`select json_group_array(name) as names, group_concat(state, char(10)) as states
      from counter where scope = ${value('scope')} and owner = ${value('owner')}`,
  ),
)

const countersByKey = rowReader('counter', ['scope', 'owner', 'name'])

/** Names and states of all counters of an owner. */
async function countersOf(
  db: Kysely<Tables>,
  engine: Engine,
  scope: CounterScope,
  owner: string,
): Promise<Pick<Tables['counter'], 'name' | 'state'>[]> {
  if (engine === 'postgres') return countersByOwner(db, engine, { scope, owner })
  const [joined] = await joinedCounters(db, engine, { scope, owner })
  if (!joined || joined.states === null) return []
  const states = joined.states.split('\n')
  return (JSON.parse(joined.names) as string[]).map((name, index) => ({ name, state: states[index] ?? '' }))
}

/** Persons, accounts and what they used, in SQL. */
export function createPeopleStore(db: Kysely<Tables>, engine: Engine): PeopleStore {
  const save = createPeopleWriter(db, engine)
  const accounts: PeopleStore['accounts'] = async (ids) => {
    const rows = await accountsById(db, engine, ids)
    return new Map(rows.map((row) => [row.id, toAccount(row)]))
  }
  return {
    accounts,
    save,
    async persons(ids) {
      const rows = await personsById(db, engine, ids)
      return new Map(rows.map((row) => [row.id, toPerson(row)]))
    },
    async aliases(anonymous) {
      const rows = await aliasesById(db, engine, { ids: anonymous })
      return new Map(rows.map(({ anonymous_id, person_id }) => [anonymous_id, person_id]))
    },
    async aliasesOf(person) {
      const rows = await db.selectFrom('alias').select('anonymous_id').where('person_id', '=', person).orderBy('anonymous_id').execute()
      return rows.map(({ anonymous_id }) => anonymous_id)
    },
    async counters(scope, owners, names) {
      const rows = await db
        .selectFrom('counter')
        .selectAll()
        .where('scope', '=', scope)
        .where(among(engine, 'owner', owners))
        .$if(names !== undefined, (query) => query.where(among(engine, 'name', names ?? [])))
        .execute()
      return rows.map(toCounter)
    },
    async countersAt(keys) {
      const rows = await countersByKey(db, engine, keys)
      return rows.map(toCounter)
    },
    async countersRead(scope, owner, factNames) {
      if (factNames.size === 0) return []
      const rows = await countersOf(db, engine, scope, owner)
      // Choosing here costs less than asking the database to: most of what is counted is read.
      const read = rows.filter(({ name }) => factNames.has(eventFactName(name)))
      return read.map(({ name, state }) => ({ scope, owner, name, state: new KeptCounter(state) }))
    },
    async removeCounters(name) {
      await db.deleteFrom('counter').where('name', '=', name).execute()
    },
    async renameCounters(name, next) {
      await db.deleteFrom('counter').where('name', '=', next).execute()
      await db.updateTable('counter').set({ name: next }).where('name', '=', name).execute()
    },
    async usage(ids) {
      const rows = await usageById(db, engine, ids)
      return rows.map(toUsage)
    },
    async metered(ids) {
      const rows = await meteredById(db, engine, ids)
      return rows.map(toMetered)
    },
    async changeAccount(id, change, at) {
      const known = (await accounts([id])).get(id)
      const next = changedAccount(known ?? { id, traits: {}, care: {}, firstSeenAt: at, lastSeenAt: at }, change)
      await save({ accounts: [next] })
      return next
    },
    async removeVisitors(anonymous) {
      const ids = [...anonymous]
      if (ids.length === 0) return
      await db
        .deleteFrom('person')
        .where(among(engine, 'id', ids))
        .execute()
      await db
        .deleteFrom('member')
        .where(among(engine, 'person_id', ids))
        .execute()
      await db
        .deleteFrom('counter')
        .where(among(engine, 'owner', ids))
        .execute()
      await db
        .deleteFrom('usage')
        .where(among(engine, 'account_id', ids))
        .execute()
      await db
        .deleteFrom('metered')
        .where(among(engine, 'account_id', ids))
        .execute()
    },
    async listPersons(request) {
      const rows = await page(db.selectFrom('person').selectAll(), request).execute()
      return rows.map(toPerson)
    },
    async listAccounts(request) {
      const rows = await page(db.selectFrom('account').selectAll(), request).execute()
      return rows.map(toAccount)
    },
    async membersOf(account, limit) {
      const rows = await db
        .selectFrom('member')
        .innerJoin('person', 'person.id', 'member.person_id')
        .selectAll('person')
        .where('member.account_id', '=', account)
        .orderBy('person.last_seen_at', 'desc')
        .orderBy('person.id')
        .limit(limit)
        .execute()
      return rows.map(toPerson)
    },
    async memberships(persons) {
      const rows = await db
        .selectFrom('member')
        .selectAll()
        .where(among(engine, 'person_id', persons))
        .orderBy('first_seen_at')
        .orderBy('account_id')
        .execute()
      return rows.map(({ account_id, person_id, first_seen_at }) => ({
        account: account_id,
        person: person_id,
        firstSeenAt: first_seen_at,
      }))
    },
  }
}

/** Narrows a list to one page of what was searched for. */
function page<O>(
  query: SelectQueryBuilder<Tables, 'person' | 'account', O>,
  { search, order = 'id', after, afterSeenAt = Infinity, limit }: PageRequest,
): SelectQueryBuilder<Tables, 'person' | 'account', O> {
  const part = search
    ?.trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`)
  return (
    query
      .$if(Boolean(part), (rows) => rows.where(sql<boolean>`search like ${`%${part}%`} escape '\\'`))
      // Whoever was erased is nobody to look at; what was counted of them stays.
      .where('id', 'not like', `${ERASED}%`)
      .$if(after !== undefined && order === 'id', (rows) => rows.where('id', '>', after ?? ''))
      .$if(after !== undefined && order === 'lastSeen', (rows) =>
        rows.where(({ and, eb, or }) =>
          or([eb('last_seen_at', '<', afterSeenAt), and([eb('last_seen_at', '=', afterSeenAt), eb('id', '>', after ?? '')])]),
        ),
      )
      // Without an index: it would have to be written with everybody who is there again, and reading all of them takes no longer than a search.
      .$if(order === 'lastSeen', (rows) => rows.orderBy('last_seen_at', 'desc'))
      .orderBy('id')
      .limit(limit)
  )
}
