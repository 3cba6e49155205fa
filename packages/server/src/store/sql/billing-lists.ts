import { sql, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely'
import type { BillingEventStatus, BillingListing, BillingOutcome, BillingStore, ListedBilling, RefusalReason } from '../billing.ts'
import { byCodePoint } from '../by-code-point.ts'
import { IS_LATE } from './migrations/0024-late-billing.ts'
import type { Tables } from './tables.ts'

type Lists = Pick<BillingStore, 'refuse' | 'forgetRefusal' | 'list' | 'toldLate' | 'countByStatus' | 'countUnsigned' | 'unsignedSince'>

const DAY_MS = 86_400_000
/** What became of events that the ledger is made of. */
const WITH_EFFECT = ['applied', 'stale'] as const

/** What came of billing events, refused ones included, in SQL. */
export function createBillingLists(db: Kysely<Tables>): Lists {
  return {
    async refuse({ id, type, createdAt = null, receivedAt, customer = null, reason, field = null }) {
      const told = { type, created_at: createdAt, received_at: receivedAt, customer_id: customer, reason, field }
      await db
        .insertInto('refused_billing')
        .values({ id, ...told, times: 1 })
        .onConflict((on) => on.column('id').doUpdateSet({ ...told, times: sql`refused_billing.times + 1` }))
        .execute()
    },
    async forgetRefusal(event) {
      await db.deleteFrom('refused_billing').where('id', '=', event).execute()
    },
    async list({ statuses, ...asked }) {
      const found: ListedBilling[] = []
      // One status after another, because each lies in the index in the order of the list.
      for (const status of statuses) found.push(...(await (status === 'refused' ? refusedOf(db, asked) : eventsOf(db, status, asked))))
      return found.toSorted(newestFirst).slice(0, asked.limit)
    },
    async toldLate() {
      const began = Math.min(...(await Promise.all(WITH_EFFECT.map((status) => firstOf(db, status)))))
      if (began === Infinity) return []
      const rows = await db
        .selectFrom('billing_event')
        .select(({ fn }) => ['received_at', fn.min('created_at').as('from')])
        .where(IS_LATE)
        .where('received_at', '>', began + DAY_MS)
        // Not the column itself: most events have one of these, and its index would be read for them.
        .where(sql`status || ''`, 'in', WITH_EFFECT)
        .groupBy('received_at')
        .orderBy('received_at')
        .execute()
      const found = [...rows, ...(await correcting(db, began + DAY_MS))]
      return found
        .map((row) => ({ receivedAt: Number(row.received_at), from: Number(row.from) }))
        .toSorted((one, other) => one.receivedAt - other.receivedAt)
    },
    async countByStatus(account) {
      const events = await db
        .selectFrom('billing_event')
        .select(({ fn }) => ['status', fn.countAll<number>().as('events')])
        .$if(account !== undefined, (query) => query.where((where) => ofAccount(where, account ?? '')))
        .groupBy('status')
        .execute()
      const refused = await db
        .selectFrom('refused_billing')
        .select(({ fn }) => fn.countAll<number>().as('events'))
        .$if(account !== undefined, (query) =>
          query.where('customer_id', 'in', ({ selectFrom }) =>
            selectFrom('customer')
              .select('id')
              .where('account_id', '=', account ?? ''),
          ),
        )
        .executeTakeFirstOrThrow()
      const all = [...events, { status: 'refused', events: refused.events }]
      return new Map(all.map((one) => [one.status as BillingOutcome, Number(one.events)]))
    },
    async countUnsigned(day, times) {
      await db
        .insertInto('unsigned_billing')
        .values({ day, times })
        .onConflict((on) => on.column('day').doUpdateSet({ times: sql`unsigned_billing.times + excluded.times` }))
        .execute()
    },
    async unsignedSince(day) {
      const days = await db.selectFrom('unsigned_billing').selectAll().where('day', '>=', day).execute()
      const last = await db.selectFrom('unsigned_billing').select('day').orderBy('day', 'desc').limit(1).executeTakeFirst()
      return { times: days.reduce((sum, one) => sum + Number(one.times), 0), ...(last && { last: Number(last.day) }) }
    },
  }
}

/** Events that came in time and told that what had been counted for more than a day was otherwise. */
function correcting(db: Kysely<Tables>, after: number): Promise<{ received_at: number; from: number }[]> {
  return db
    .selectFrom('subscription_state as state')
    .innerJoin('billing_event as event', 'event.id', 'state.event_id')
    .select(({ fn }) => ['event.received_at as received_at', fn.min<number>('state.corrects_from').as('from')])
    .where('state.corrects_from', 'is not', null)
    .where('event.received_at', '>', after)
    .where(sql<boolean>`event.received_at - state.corrects_from > ${sql.lit(DAY_MS)}`)
    .groupBy('event.received_at')
    .execute()
}

/** When the first event of a status came; never, where none did. */
async function firstOf(db: Kysely<Tables>, status: BillingEventStatus): Promise<number> {
  const first = await db
    .selectFrom('billing_event')
    .select('received_at')
    .where('status', '=', status)
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst()
  return first ? Number(first.received_at) : Infinity
}

type Asked = Omit<BillingListing, 'statuses'>

async function eventsOf(db: Kysely<Tables>, status: BillingEventStatus, { account, after, limit }: Asked): Promise<ListedBilling[]> {
  const rows = await db
    .selectFrom('billing_event')
    .leftJoin('customer', 'customer.id', 'billing_event.customer_id')
    .select((select) => [
      'billing_event.id as id',
      'billing_event.type as type',
      'billing_event.created_at as created_at',
      'billing_event.received_at as received_at',
      'billing_event.customer_id as customer_id',
      'customer.account_id as account_id',
      select
        .selectFrom('subscription_state')
        .select('subscription_state.account_id')
        .whereRef('subscription_state.event_id', '=', 'billing_event.id')
        .limit(1)
        .as('billed_id'),
    ])
    .where('billing_event.status', '=', status)
    .$if(account !== undefined, (query) => query.where((where) => ofAccount(where, account ?? '')))
    .$if(after !== undefined, (query) =>
      query.where(sql<SqlBool>`(billing_event.received_at, billing_event.id) < (${after?.receivedAt}, ${after?.id})`),
    )
    .orderBy('billing_event.received_at', 'desc')
    .orderBy('billing_event.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...toListed({ ...row, account_id: row.account_id ?? row.billed_id }), status }))
}

async function refusedOf(db: Kysely<Tables>, { account, after, limit }: Asked): Promise<ListedBilling[]> {
  const rows = await db
    .selectFrom('refused_billing as refused')
    .leftJoin('customer', 'customer.id', 'refused.customer_id')
    .selectAll('refused')
    .select('customer.account_id as account_id')
    .$if(account !== undefined, (query) => query.where('customer.account_id', '=', account ?? ''))
    .$if(after !== undefined, (query) =>
      query.where(sql<SqlBool>`(refused.received_at, refused.id) < (${after?.receivedAt}, ${after?.id})`),
    )
    .orderBy('refused.received_at', 'desc')
    .orderBy('refused.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...toListed(row),
    status: 'refused',
    refused: { reason: row.reason as RefusalReason, ...(row.field !== null && { field: row.field }), times: Number(row.times) },
  }))
}

interface ListedRow {
  id: string
  type: string
  created_at: number | null
  received_at: number
  customer_id: string | null
  account_id: string | null
}

function toListed({ id, type, created_at, received_at, customer_id, account_id }: ListedRow): Omit<ListedBilling, 'status'> {
  return {
    id,
    type,
    ...(created_at !== null && { createdAt: Number(created_at) }),
    receivedAt: Number(received_at),
    ...(customer_id !== null && { customer: customer_id }),
    ...(account_id !== null && { account: account_id }),
  }
}

/** Events of the customers that an account is, and those that told of its subscriptions; by id, so that only these are read. */
function ofAccount({ eb, selectFrom }: ExpressionBuilder<Tables, 'billing_event'>, account: string) {
  const ofCustomers = selectFrom('customer')
    .innerJoin('billing_event as theirs', 'theirs.customer_id', 'customer.id')
    .select('theirs.id')
    .where('customer.account_id', '=', account)
  const told = selectFrom('subscription_state')
    .select('subscription_state.event_id as id')
    .where('subscription_state.account_id', '=', account)
  return eb('billing_event.id', 'in', ofCustomers.union(told))
}

/** By code point, as both engines compare ids. */
function newestFirst(one: ListedBilling, other: ListedBilling): number {
  return other.receivedAt - one.receivedAt || byCodePoint(other.id, one.id)
}
