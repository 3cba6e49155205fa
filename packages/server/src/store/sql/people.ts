import { sql, type Kysely, type SelectQueryBuilder } from 'kysely'
import { changedAccount } from '../changed-account.ts'
import type { PageRequest, PeopleStore } from '../people.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { toAccount, toCounter, toMetered, toPerson, toUsage } from './people-rows.ts'
import { createPeopleWriter } from './people-writer.ts'
import type { Tables } from './tables.ts'

/** Persons, accounts and what they used, in SQL. */
export function createPeopleStore(db: Kysely<Tables>, engine: Engine): PeopleStore {
  const save = createPeopleWriter(db)
  const accounts: PeopleStore['accounts'] = async (ids) => {
    const rows = await db
      .selectFrom('account')
      .selectAll()
      .where(among(engine, 'id', ids))
      .execute()
    return new Map(rows.map((row) => [row.id, toAccount(row)]))
  }
  return {
    accounts,
    save,
    async persons(ids) {
      const rows = await db
        .selectFrom('person')
        .selectAll()
        .where(among(engine, 'id', ids))
        .execute()
      return new Map(rows.map((row) => [row.id, toPerson(row)]))
    },
    async aliases(anonymous) {
      const rows = await db
        .selectFrom('alias')
        .selectAll()
        .where(among(engine, 'anonymous_id', anonymous))
        .execute()
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
    async countersRead(scope, owner, factNames) {
      if (factNames.size === 0) return []
      const rows = await db
        .selectFrom('counter')
        .selectAll()
        .where('scope', '=', scope)
        .where('owner', '=', owner)
        .where(among(engine, sql`replace(name, '.', '_')`, factNames))
        .execute()
      return rows.map(toCounter)
    },
    async removeCounters(name) {
      await db.deleteFrom('counter').where('name', '=', name).execute()
    },
    async usage(ids) {
      const rows = await db
        .selectFrom('usage')
        .selectAll()
        .where(among(engine, 'account_id', ids))
        .execute()
      return rows.map(toUsage)
    },
    async metered(ids) {
      const rows = await db
        .selectFrom('metered')
        .selectAll()
        .where(among(engine, 'account_id', ids))
        .execute()
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
  { search, after, limit }: PageRequest,
): SelectQueryBuilder<Tables, 'person' | 'account', O> {
  const part = search
    ?.trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`)
  return query
    .$if(Boolean(part), (rows) => rows.where(sql<boolean>`search like ${`%${part}%`} escape '\\'`))
    .$if(after !== undefined, (rows) => rows.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
}
