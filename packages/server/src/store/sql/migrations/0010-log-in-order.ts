import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../engine.ts'

const COLUMNS = sql.raw('id, type, name, person_id, account_id, at, received_at, seq, properties, context, position, sent_as, visitor_id')

/** A UUID as the SDK makes them: 36 characters, all hexadecimal but for four hyphens. */
const UUID = sql.raw(`length(id) = 36 and substr(id, 9, 1) || substr(id, 14, 1) || substr(id, 19, 1) || substr(id, 24, 1) = '----'
  and length(replace(id, '-', '')) = 32 and replace(id, '-', '') not glob '*[^0-9a-f]*'`)

/**
 * Lets the log be kept in its own order, so that an event is written at its end and not into the middle of six trees: the position is
 * the key, and nobody reads events by time alone any more. SQLite keeps ids that are UUIDs as 16 bytes.
 */
export function createLogInOrderMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      if (engine === 'sqlite') return rebuild(db)
      await sql`drop index event_by_at_id`.execute(db)
      await sql`drop index event_by_position`.execute(db)
      await sql`alter table event drop constraint event_key`.execute(db)
      await sql`alter table event add constraint event_key primary key (position)`.execute(db)
      await sql`alter table event add constraint event_id unique (id)`.execute(db)
    },
  }
}

async function rebuild(db: Kysely<unknown>): Promise<void> {
  await sql`create table event_in_order (
    id not null constraint event_id unique,
    type text not null,
    name text not null,
    person_id text not null,
    account_id text not null,
    at bigint not null,
    received_at bigint not null,
    seq bigint not null,
    properties text not null,
    context text not null,
    position integer not null primary key,
    sent_as bigint not null,
    visitor_id text
  )`.execute(db)
  await sql`insert into event_in_order (${COLUMNS}) select ${COLUMNS} from event order by position`.execute(db)
  await sql`update event_in_order set id = unhex(replace(id, '-', '')) where ${UUID}`.execute(db)
  await sql`drop table event`.execute(db)
  await sql`alter table event_in_order rename to event`.execute(db)
  await sql`create index event_by_person_id_at on event (person_id, at)`.execute(db)
  await sql`create index event_by_account_id_at on event (account_id, at)`.execute(db)
  await sql`create index event_by_visitor_id on event (visitor_id) where visitor_id is not null`.execute(db)
  await sql`create index event_answered on event (at, id) where name = 'espalier:answered'`.execute(db)
  await sql`create index event_locked on event (at, id) where name = 'espalier:locked'`.execute(db)
}
