import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { createTable } from '../create-table.ts'
import type { Engine } from '../engine.ts'

/** Tables that results of accounts follow from, and which changes of them count. */
const FOLLOWED: Readonly<Record<string, readonly Change[]>> = {
  exposure: ['insert', 'update', 'delete'],
  movement: ['insert', 'update', 'delete'],
  conversion: ['insert', 'update', 'delete'],
  impression: ['insert', 'update', 'delete'],
  // How often a gate spared somebody on one day changes no result.
  held_back: ['insert', 'delete'],
  customer: ['insert', 'update', 'delete'],
}

type Change = 'insert' | 'update' | 'delete'

/**
 * Notes with each change of what results of accounts follow from whom it is about, in the transaction of the change itself, whoever
 * makes it: marks only grow, so that a reader finds all accounts that changed since it last looked.
 */
export function createAccountMarksMigration(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await createTable(db, engine, 'account_mark', {
        columns: { account_id: 'text', mark: 'bigint' },
        key: ['account_id'],
        indexes: [['mark']],
      })
      // Impressions since a time are counted in the index alone, and movements are read month by month.
      await sql`drop index impression_by_campaign_id_at`.execute(db)
      await sql`create index impression_by_campaign_id_at on impression (campaign_id, at, ghost)`.execute(db)
      await sql`create index movement_by_currency_at on movement (currency, at, id)`.execute(db)
      await (engine === 'sqlite' ? followInSqlite(db) : followInPostgres(db))
    },
  }
}

const NEXT = '(select coalesce(max(mark), 0) + 1 from account_mark)'
const RENEW = 'on conflict (account_id) do update set mark = excluded.mark'
/** A state ends with the next one of its subscription, whosever that is. */
const ofSubscription = (row: 'new' | 'old') => `insert into account_mark (account_id, mark)
  select account_id, ${NEXT} from subscription_state where subscription_id = ${row}.subscription_id group by account_id ${RENEW};`
const ofAccount = (row: 'new' | 'old') => `insert into account_mark (account_id, mark) values (${row}.account_id, ${NEXT}) ${RENEW};`
/** Checkouts and refunds count for the account that their customer is. */
const OF_CUSTOMER = `insert into account_mark (account_id, mark) select account_id, ${NEXT} from customer where id = new.customer_id ${RENEW};`

async function followInSqlite(db: Kysely<unknown>): Promise<void> {
  const rowsOf = { insert: ['new'], update: ['new', 'old'], delete: ['old'] } as const
  const follow = async (table: string, change: Change, marks: readonly string[]) => {
    await sql.raw(`create trigger ${table}_marks_${change} after ${change} on ${table} begin ${marks.join(' ')} end`).execute(db)
  }
  for (const [table, changes] of Object.entries(FOLLOWED)) {
    for (const change of changes) await follow(table, change, rowsOf[change].map(ofAccount))
  }
  for (const change of ['insert', 'update', 'delete'] as const) {
    await follow('subscription_state', change, [...rowsOf[change].map(ofAccount), ...rowsOf[change].map(ofSubscription)])
  }
  for (const change of ['insert', 'update'] as const) await follow('billing_event', change, [OF_CUSTOMER])
}

async function followInPostgres(db: Kysely<unknown>): Promise<void> {
  const functionOf = async (name: string, news: string, olds: string) => {
    const body = `if tg_op <> 'DELETE' then ${news} end if; if tg_op <> 'INSERT' then ${olds} end if; return null;`
    await sql.raw(`create function ${name}() returns trigger language plpgsql as $$ begin ${body} end $$`).execute(db)
  }
  const follow = async (table: string, changes: readonly string[], name: string) => {
    const on = `after ${changes.join(' or ')} on ${table}`
    await sql.raw(`create trigger ${table}_marks ${on} for each row execute function ${name}()`).execute(db)
  }
  await functionOf('mark_account', ofAccount('new'), ofAccount('old'))
  await functionOf('mark_subscription', ofAccount('new') + ofSubscription('new'), ofAccount('old') + ofSubscription('old'))
  await functionOf('mark_customer', OF_CUSTOMER, '')
  for (const [table, changes] of Object.entries(FOLLOWED)) await follow(table, changes, 'mark_account')
  await follow('subscription_state', ['insert', 'update', 'delete'], 'mark_subscription')
  await follow('billing_event', ['insert', 'update'], 'mark_customer')
}
