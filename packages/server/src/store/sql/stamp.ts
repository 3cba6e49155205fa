import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Name of the setting that holds it. */
export const STAMP = 'stamp'

/** Says to every server of this database that what they worked out no longer holds: by default from settings and campaigns. */
export async function renewStamp(db: Kysely<Tables>, name: string = STAMP): Promise<void> {
  const value = randomUUID()
  await db
    .insertInto('setting')
    .values({ name, value })
    .onConflict((on) => on.column('name').doUpdateSet({ value }))
    .execute()
}

/** Gives a database its first stamp, so that what is worked out from an empty workspace is remembered, too. */
export async function beginStamp(db: Kysely<Tables>): Promise<void> {
  await db
    .insertInto('setting')
    .values({ name: STAMP, value: randomUUID() })
    .onConflict((on) => on.column('name').doNothing())
    .execute()
}
