import type { Kysely } from 'kysely'
import type { PeopleStore, Seen } from '../people.ts'
import type { Engine } from './engine.ts'
import { fromAccount, fromCounter, fromMetered, fromPerson, fromUsage } from './people-rows.ts'
import { rowUpdater } from './row-updater.ts'
import { rowWriter } from './row-writer.ts'
import type { Tables } from './tables.ts'

const writePersons = rowWriter(
  'person',
  {
    id: 'text',
    anonymous: 'bigint',
    traits: 'text',
    care: 'text',
    signed: 'text',
    account_id: 'text',
    search: 'text',
    first_seen_at: 'bigint',
    last_seen_at: 'bigint',
  },
  { key: ['id'], replace: ['anonymous', 'traits', 'care', 'signed', 'account_id', 'search', 'first_seen_at', 'last_seen_at'] },
)
const writeAccounts = rowWriter(
  'account',
  {
    id: 'text',
    traits: 'text',
    plan: 'text',
    care: 'text',
    signed: 'text',
    search: 'text',
    first_seen_at: 'bigint',
    last_seen_at: 'bigint',
  },
  { key: ['id'], replace: ['traits', 'plan', 'care', 'signed', 'search', 'first_seen_at', 'last_seen_at'] },
)
const TIMES = { first_seen_at: 'bigint', last_seen_at: 'bigint' } as const
const writeTimesOfPersons = rowUpdater('person', TIMES)
const writeTimesOfAccounts = rowUpdater('account', TIMES)
const writeMembers = rowWriter(
  'member',
  { account_id: 'text', person_id: 'text', first_seen_at: 'bigint' },
  { key: ['account_id', 'person_id'], replace: [], lesser: ['first_seen_at'] },
)
const writeAliases = rowWriter('alias', { anonymous_id: 'text', person_id: 'text' }, { key: ['anonymous_id'], replace: ['person_id'] })
const writeCounters = rowWriter(
  'counter',
  { scope: 'text', owner: 'text', name: 'text', state: 'text' },
  { key: ['scope', 'owner', 'name'], replace: ['state'] },
)
const writeUsage = rowWriter(
  'usage',
  {
    account_id: 'text',
    feature: 'text',
    used: 'double precision',
    limit_value: 'double precision',
    limit_known: 'bigint',
    resets_at: 'bigint',
    at: 'bigint',
    by_page: 'bigint',
  },
  { key: ['account_id', 'feature'], replace: ['used', 'limit_value', 'limit_known', 'resets_at', 'at', 'by_page'] },
)
const writeMetered = rowWriter(
  'metered',
  { account_id: 'text', feature: 'text', period: 'text', used: 'bigint' },
  { key: ['account_id', 'feature', 'period'], replace: ['used'] },
)

/** The one way in which people's rows are written: whole rows, or when somebody was there. */
export function createPeopleWriter(db: Kysely<Tables>, engine: Engine): PeopleStore['save'] {
  return async ({ persons = [], accounts = [], members = [], aliases = [], counters = [], usage = [], metered = [], seen = {} }) => {
    await writePersons(db, engine, [...persons].map(fromPerson))
    await writeAccounts(db, engine, [...accounts].map(fromAccount))
    await writeTimesOfPersons(db, engine, [...(seen.persons ?? [])].map(timesOf))
    await writeTimesOfAccounts(db, engine, [...(seen.accounts ?? [])].map(timesOf))
    await writeMembers(
      db,
      engine,
      [...members].map(({ account, person, firstSeenAt }) => ({ account_id: account, person_id: person, first_seen_at: firstSeenAt })),
    )
    await writeAliases(
      db,
      engine,
      [...aliases].map(([anonymous_id, person_id]) => ({ anonymous_id, person_id })),
    )
    await writeCounters(db, engine, [...counters].map(fromCounter))
    await writeUsage(db, engine, [...usage].map(fromUsage))
    await writeMetered(db, engine, [...metered].map(fromMetered))
  }
}

function timesOf({ id, firstSeenAt, lastSeenAt }: Seen): { id: string; first_seen_at: number; last_seen_at: number } {
  return { id, first_seen_at: firstSeenAt, last_seen_at: lastSeenAt }
}
