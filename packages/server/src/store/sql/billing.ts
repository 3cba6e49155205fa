import type { Kysely, Selectable } from 'kysely'
import type { BilledItem, BillingEvent, BillingEventStatus, BillingStore, Movement, SubscriptionState } from '../billing.ts'
import type { Engine } from './engine.ts'
import { keptQuery, type Places } from './kept-query.ts'
import type { Tables } from './tables.ts'

const subscriptionsByAccount = keptQuery((db, { value }: Places<{ account: string }>) =>
  db.selectFrom('subscription').selectAll().where('account_id', '=', value('account')).orderBy('id'),
)

/** The port of the ledger over SQL. */
export function createBillingStore(db: Kysely<Tables>, engine: Engine): BillingStore {
  return {
    async record({ id, type, createdAt, receivedAt, customer = null, status, body }) {
      const rows = await db
        .insertInto('billing_event')
        .values({ id, type, created_at: createdAt, received_at: receivedAt, customer_id: customer, status, body })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .execute()
      return rows.length === 1
    },
    async event(id) {
      const row = await db.selectFrom('billing_event').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toEvent(row)
    },
    async settle(event, status) {
      await db.updateTable('billing_event').set({ status }).where('id', '=', event).execute()
    },
    async eventsUntil(customer, createdAt) {
      const rows = await db
        .selectFrom('billing_event')
        .selectAll()
        .where('customer_id', '=', customer)
        .where('created_at', '<=', createdAt)
        .orderBy('created_at')
        .orderBy('received_at')
        .execute()
      return rows.map(toEvent)
    },
    async parked(customer) {
      const rows = await db
        .selectFrom('billing_event')
        .selectAll()
        .where('customer_id', '=', customer)
        .where('status', '=', 'parked')
        .orderBy('created_at')
        .orderBy('received_at')
        .execute()
      return rows.map(toEvent)
    },
    async accountOf(customer) {
      return (await db.selectFrom('customer').select('account_id').where('id', '=', customer).executeTakeFirst())?.account_id
    },
    async customersOf(account) {
      const rows = await db.selectFrom('customer').select('id').where('account_id', '=', account).orderBy('id').execute()
      return rows.map((row) => row.id)
    },
    async link(customer, account) {
      await db
        .insertInto('customer')
        .values({ id: customer, account_id: account })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ account_id: account }))
        .execute()
      await db.updateTable('subscription').set({ account_id: account }).where('customer_id', '=', customer).execute()
      await db.updateTable('subscription_state').set({ account_id: account }).where('customer_id', '=', customer).execute()
      await db
        .updateTable('movement')
        .set({ account_id: account })
        .where('subscription_id', 'in', ({ selectFrom }) => selectFrom('subscription').select('id').where('customer_id', '=', customer))
        .execute()
    },
    async subscription(id) {
      const row = await db.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst()
      return row && fromNewest(row)
    },
    async subscriptionsOf(account) {
      const rows = await subscriptionsByAccount(db, engine, { account })
      return rows.map(fromNewest)
    },
    async saveState(state) {
      const newest = { ...toColumns(state), changed_at: state.at }
      await db
        .insertInto('subscription')
        .values({ id: state.subscription, ...newest })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(newest))
        .execute()
      await addState(db, state)
    },
    addEarlierState: (state) => addState(db, state),
    async statesOf(subscription) {
      const rows = await db.selectFrom('subscription_state').selectAll().where('subscription_id', '=', subscription).orderBy('at').execute()
      return rows.map((row) => toState(row, row.subscription_id, row.at))
    },
    async addMovement({ id, account, subscription, at, kind, cause, amount, currency, event }) {
      await db
        .insertInto('movement')
        .values({ id, account_id: account, subscription_id: subscription, at, kind, cause, amount, currency, event_id: event })
        .execute()
    },
    async removeMovements(ids) {
      if (ids.length > 0)
        await db
          .deleteFrom('movement')
          .where('id', 'in', [...ids])
          .execute()
    },
    async movementsOf(account) {
      const rows = await db.selectFrom('movement').selectAll().where('account_id', '=', account).orderBy('at').orderBy('id').execute()
      return rows.map(toMovement)
    },
    async everPaid(account) {
      const row = await db
        .selectFrom('subscription_state')
        .select('event_id')
        .where('account_id', '=', account)
        .where('mrr_num', '>', 0)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    async payingAt(at) {
      const row = await db
        .selectFrom('subscription_state as state')
        .select(({ fn }) => fn.count<number>('state.account_id').distinct().as('accounts'))
        .where('state.at', '<=', at)
        .where('state.mrr_num', '>', 0)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('subscription_state as later')
                .select('later.at')
                .whereRef('later.subscription_id', '=', 'state.subscription_id')
                .whereRef('later.at', '>', 'state.at')
                .where('later.at', '<=', at),
            ),
          ),
        )
        .executeTakeFirstOrThrow()
      return Number(row.accounts)
    },
  }
}

function toColumns(state: SubscriptionState) {
  return {
    account_id: state.account,
    customer_id: state.customer,
    status: state.status,
    items: JSON.stringify(state.items),
    currency: state.currency,
    mrr_num: state.mrr.num,
    mrr_den: state.mrr.den,
    event_id: state.event,
  }
}

async function addState(db: Kysely<Tables>, state: SubscriptionState): Promise<void> {
  await db
    .insertInto('subscription_state')
    .values({ subscription_id: state.subscription, at: state.at, ...toColumns(state) })
    .onConflict((conflict) => conflict.columns(['event_id', 'subscription_id']).doNothing())
    .execute()
}

type StateRow = Omit<Selectable<Tables['subscription_state']>, 'subscription_id' | 'at'>

function toState(row: StateRow, subscription: string, at: number): SubscriptionState {
  return {
    subscription,
    account: row.account_id,
    customer: row.customer_id,
    status: row.status,
    items: JSON.parse(row.items) as BilledItem[],
    currency: row.currency,
    mrr: { num: row.mrr_num, den: row.mrr_den },
    at,
    event: row.event_id,
  }
}

/** The newest state of a subscription as its row has it. */
export function fromNewest(row: Selectable<Tables['subscription']>): SubscriptionState {
  return toState(row, row.id, row.changed_at)
}

function toEvent(row: Selectable<Tables['billing_event']>): BillingEvent {
  return {
    id: row.id,
    type: row.type,
    createdAt: row.created_at,
    receivedAt: row.received_at,
    ...(row.customer_id === null ? {} : { customer: row.customer_id }),
    status: row.status as BillingEventStatus,
    body: row.body,
  }
}

function toMovement(row: Selectable<Tables['movement']>): Movement {
  return {
    id: row.id,
    account: row.account_id,
    subscription: row.subscription_id,
    at: row.at,
    kind: row.kind,
    cause: row.cause,
    amount: row.amount,
    currency: row.currency,
    event: row.event_id,
  }
}
