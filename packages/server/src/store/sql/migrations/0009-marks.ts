import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Finds answers, and touches of what is locked, without reading what lies between them. They are few, so that the indexes cost next to nothing. */
export const marksMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index event_answered on event (at, id) where name = 'espalier:answered'`.execute(db)
    await sql`create index event_locked on event (at, id) where name = 'espalier:locked'`.execute(db)
  },
}
