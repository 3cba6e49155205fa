import { sql, type Kysely } from 'kysely'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { NAMED_IN, type NamedIn } from './named-in.ts'
import type { Tables } from './tables.ts'

/** Gives ids other names wherever `NAMED_IN` says that a column holds ids of persons or accounts. */
export async function renameEverywhere(
  db: Kysely<Tables>,
  engine: Engine,
  names: ReadonlyMap<string, string>,
  namedIn: Readonly<Record<string, NamedIn>> = NAMED_IN,
): Promise<void> {
  const cases = sql.join(
    [...names].map(([id, name]) => sql`when ${id} then ${name}`),
    sql` `,
  )
  for (const [table, { person = [], account = [], owner = [] }] of Object.entries(namedIn)) {
    // Triggers write new names there by themselves.
    if (table === 'account_mark') continue
    for (const column of new Set([...person, ...account, ...owner])) {
      const name = sql.ref(column)
      await sql`update ${sql.table(table)} set ${name} = case ${name} ${cases} end where ${
        // The key begins with the scope.
        owner.includes(column) ? sql`scope in ('person', 'account') and ` : sql``
      }${among(engine, column, names.keys())}`.execute(db)
    }
  }
  // They note the old ones, too.
  await db
    .deleteFrom('account_mark')
    .where(among(engine, 'account_id', names.keys()))
    .execute()
}

/**
 * Gives a visitor another name where it was `person`, and is somebody else by now: a device that several people sign in on. What was
 * done before anybody had signed in belongs to who did so first. Answers the names that were given.
 */
export async function partVisitors(db: Kysely<Tables>, person: string, nameFor: () => string): Promise<string[]> {
  const met = await db
    .selectFrom('event')
    .select('visitor_id')
    .distinct()
    .where('person_id', '=', person)
    .where('visitor_id', 'is not', null)
    .where('visitor_id', '!=', person)
    .where('visitor_id', 'not in', db.selectFrom('alias').select('anonymous_id').where('person_id', '=', person))
    .execute()
  const given: string[] = []
  for (const { visitor_id: visitor } of met) {
    const name = nameFor()
    const joins = db.selectFrom('event').select('person_id').where('visitor_id', '=', visitor)
    const first = await joins.orderBy('position').limit(1).executeTakeFirst()
    const events = db.updateTable('event')
    // Who is known by this id was never anybody's visitor.
    const known = await db.selectFrom('person').select('id').where('id', '=', visitor).where('anonymous', '=', 0).executeTakeFirst()
    if (first?.person_id === person && !known) {
      await events.set({ account_id: name }).where('person_id', '=', visitor).where('account_id', '=', visitor).execute()
      await events.set({ person_id: name }).where('person_id', '=', visitor).execute()
    }
    await events.set({ visitor_id: name }).where('person_id', '=', person).where('visitor_id', '=', visitor).execute()
    given.push(name)
  }
  return given
}
