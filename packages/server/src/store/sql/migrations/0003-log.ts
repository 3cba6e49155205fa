import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../engine.ts'

/**
 * The order in which events were kept, and how their senders named people: what folds the log again. Events from before it are put
 * in the order of their arrival, and count as sent by whom their person is known as today.
 */
export function createLogMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('event')
        .addColumn('position', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema
        .alterTable('event')
        .addColumn('sent_as', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema
        .alterTable('event')
        .addColumn('visitor_id', engine === 'postgres' ? sql`text collate "C"` : 'text')
        .execute()
      await sql`update event set sent_as = case when person_id in (select id from person where anonymous = 0) then 1 else 0 end
        + case when account_id <> person_id then 2 else 0 end`.execute(db)
      await sql`update event set position = ranked.position
        from (select id, row_number() over (order by received_at, at, seq, id) as position from event) as ranked
        where ranked.id = event.id`.execute(db)
      await db.schema.createIndex('event_by_position').on('event').columns(['position']).execute()
      await sql`create index event_by_visitor_id on event (visitor_id) where visitor_id is not null`.execute(db)
    },
  }
}
