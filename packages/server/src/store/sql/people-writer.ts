import { sql, type Kysely } from 'kysely'
import type { PeopleStore } from '../people.ts'
import { fromAccount, fromCounter, fromMetered, fromPerson, fromUsage } from './people-rows.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'

/** The one way in which people's rows are written: whole rows, many to a statement. */
export function createPeopleWriter(db: Kysely<Tables>): PeopleStore['save'] {
  return async ({ persons = [], accounts = [], members = [], aliases = [], counters = [], usage = [], metered = [] }) => {
    for (const slice of slices(persons)) {
      await db
        .insertInto('person')
        .values(slice.map(fromPerson))
        .onConflict((on) =>
          on
            .column('id')
            .doUpdateSet(replaced('anonymous', 'traits', 'care', 'signed', 'account_id', 'search', 'first_seen_at', 'last_seen_at')),
        )
        .execute()
    }
    for (const slice of slices(accounts)) {
      await db
        .insertInto('account')
        .values(slice.map(fromAccount))
        .onConflict((on) =>
          on.column('id').doUpdateSet(replaced('traits', 'plan', 'care', 'signed', 'search', 'first_seen_at', 'last_seen_at')),
        )
        .execute()
    }
    for (const slice of slices(members)) {
      await db
        .insertInto('member')
        .values(slice.map(({ account, person, firstSeenAt }) => ({ account_id: account, person_id: person, first_seen_at: firstSeenAt })))
        .onConflict((on) =>
          on.columns(['account_id', 'person_id']).doUpdateSet({
            first_seen_at: sql`case when excluded.first_seen_at < member.first_seen_at then excluded.first_seen_at else member.first_seen_at end`,
          }),
        )
        .execute()
    }
    for (const slice of slices(aliases)) {
      await db
        .insertInto('alias')
        .values(slice.map(([anonymous_id, person_id]) => ({ anonymous_id, person_id })))
        .onConflict((on) => on.column('anonymous_id').doUpdateSet(replaced('person_id')))
        .execute()
    }
    for (const slice of slices(counters)) {
      await db
        .insertInto('counter')
        .values(slice.map(fromCounter))
        .onConflict((on) => on.columns(['scope', 'owner', 'name']).doUpdateSet(replaced('state')))
        .execute()
    }
    for (const slice of slices(usage)) {
      await db
        .insertInto('usage')
        .values(slice.map(fromUsage))
        .onConflict((on) =>
          on.columns(['account_id', 'feature']).doUpdateSet(replaced('used', 'limit_value', 'limit_known', 'resets_at', 'at', 'by_page')),
        )
        .execute()
    }
    for (const slice of slices(metered)) {
      await db
        .insertInto('metered')
        .values(slice.map(fromMetered))
        .onConflict((on) => on.columns(['account_id', 'feature', 'period']).doUpdateSet(replaced('used')))
        .execute()
    }
  }
}

/** Takes these columns over from the row that came in. */
function replaced<const C extends string>(...columns: C[]) {
  return Object.fromEntries(columns.map((column) => [column, sql.ref(`excluded.${column}`)])) as Record<
    C,
    ReturnType<typeof sql.ref<never>>
  >
}
