import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../engine.ts'

const mark = (row: 'new' | 'old') => `insert into account_mark (account_id, mark)
  select ${row}.account_id, (select coalesce(max(mark), 0) + 1 from account_mark)
    where exists (select 1 from exposure where account_id = ${row}.account_id and at >= ${row}.first_seen_at)
  on conflict (account_id) do update set mark = excluded.mark;`

/**
 * Marks an account, too, where it turns out who was there when it met a campaign: a late event, or a visitor who is somebody. Whoever
 * comes after it has met a campaign changes no result, and that is nearly everybody.
 */
export function createMemberMarksMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      if (engine === 'postgres') {
        const body = `if tg_op <> 'DELETE' then ${mark('new')} end if; if tg_op <> 'INSERT' then ${mark('old')} end if; return null;`
        await sql.raw(`create function mark_member() returns trigger language plpgsql as $$ begin ${body} end $$`).execute(db)
        const on = 'after insert or update or delete on member'
        await sql.raw(`create trigger member_marks ${on} for each row execute function mark_member()`).execute(db)
        return
      }
      for (const [change, rows] of Object.entries({ insert: ['new'], update: ['new', 'old'], delete: ['old'] } as const)) {
        await sql.raw(`create trigger member_marks_${change} after ${change} on member begin ${rows.map(mark).join(' ')} end`).execute(db)
      }
    },
  }
}
