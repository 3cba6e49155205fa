import type { Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import { keptQuery, type Places } from './kept-query.ts'
import type { Tables } from './tables.ts'
import { writerOf } from './writers.ts'

const settingByName = keptQuery((db, { value }: Places<{ name: string }>) =>
  db.selectFrom('setting').select('value').where('name', '=', value('name')),
)

/** The value of a setting by its name; undefined where it was never put. */
export async function readSetting(db: Kysely<Tables>, engine: Engine, name: string): Promise<string | undefined> {
  // Some are asked for with every batch of events, in its transaction.
  const find = writerOf(db)?.prepare('select value from setting where name = ?')
  if (find) return (find.get(name) as { value: string } | undefined)?.value
  return (await settingByName(db, engine, { name }))[0]?.value
}

/** Puts the value of a setting, in place of the one before. */
export async function putSetting(db: Kysely<Tables>, name: string, value: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((on) => on.column('name').doUpdateSet({ value }))
    .execute()
}
