import type { Kysely, Selectable } from 'kysely'
import type { BilledItem, BillingEvent, BillingEventStatus, BillingStore, Movement, SubscriptionState, Term } from '../billing.ts'
import { createBillingLists } from './billing-lists.ts'
import { stamped } from './billing-stamp.ts'
import type { Engine } from './engine.ts'
import { keptQuery, type Places } from './kept-query.ts'
import { createDiscountStore } from './discounts.ts'
import {
  accountsDue,
  accountsEnding,
  accountsToldTwice,
  addStates,
  balancesAt,
  DERIVED,
  OPENING,
  PASSED,
  saveLedger,
  saveTerm,
  TOLD,
  trialsIn,
} from './ledger.ts'
import { createRateStore } from './rates.ts'
import type { Tables } from './tables.ts'

const subscriptionsByAccount = keptQuery((db, { value }: Places<{ account: string }>) =>
  db.selectFrom('subscription').selectAll().where('account_id', '=', value('account')).orderBy('id'),
)

const movementsBetween = keptQuery((db, { value }: Places<{ currency: string; from: number; to: number }>) =>
  db
    .selectFrom('movement')
    .selectAll()
    .where('currency', '=', value('currency'))
    .where('at', '>=', value('from'))
    .where('at', '<', value('to'))
    .orderBy('at')
    .orderBy('id'),
)
const firstMovement = keptQuery((db, { value }: Places<{ currency: string }>) =>
  db.selectFrom('movement').select('at').where('currency', '=', value('currency')).orderBy('at').limit(1),
)
const currencies = keptQuery((db, _: Places<Record<never, never>>) =>
  db.selectFrom('movement').select('currency').distinct().orderBy('currency'),
)

/** The port of the ledger over SQL. */
export function createBillingStore(db: Kysely<Tables>, engine: Engine): BillingStore {
  return stamped(db, engine, {
    ...createRateStore(db),
    ...createBillingLists(db),
    ...createDiscountStore(db, engine),
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
    addState: (state) => addStates(db, [state], TOLD),
    async toldOf(account) {
      const rows = await db
        .selectFrom('subscription_state')
        .selectAll()
        .where('account_id', '=', account)
        .where('place', 'not in', [OPENING, DERIVED])
        .execute()
      return rows.map((row) => toState(row, row.subscription_id, row.at))
    },
    accountsToldTwice: (apart) => accountsToldTwice(db, apart),
    accountsEnding: () => accountsEnding(db),
    accountsDue: (now) => accountsDue(db, now),
    saveTerm: (of, term) => saveTerm(db, of, term),
    saveLedger: (account, entries) => saveLedger(db, account, entries),
    async statesOf(subscription) {
      const rows = await db
        .selectFrom('subscription_state')
        .selectAll()
        .where('subscription_id', '=', subscription)
        .where('place', '<>', PASSED)
        .orderBy('at')
        .execute()
      return rows.map((row) => toState(row, row.subscription_id, row.at))
    },
    async movementsOf(account) {
      const rows = await db.selectFrom('movement').selectAll().where('account_id', '=', account).orderBy('at').orderBy('id').execute()
      return rows.map(toMovement)
    },
    balancesAt: (currency, at) => balancesAt(db, engine, currency, at),
    movementsBetween: async (currency, from, to) => (await movementsBetween(db, engine, { currency, from, to })).map(toMovement),
    firstTrials: () => trialsIn(db, engine),
    firstMovement: async (currency) => (await firstMovement(db, engine, { currency }))[0]?.at,
    currencies: async () => (await currencies(db, engine, {})).map(({ currency }) => currency),
  })
}

type StateRow = Omit<Selectable<Tables['subscription_state']>, 'subscription_id' | 'at' | 'before' | 'place' | 'corrects_from'> & {
  before?: string | null
}

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
    ...(row.term !== null && { term: JSON.parse(row.term) as Term }),
    ...('before' in row && row.before !== null && { before: JSON.parse(row.before) as NonNullable<SubscriptionState['before']> }),
  }
}

/** The newest state of a subscription as its row has it. */
export function fromNewest(row: Selectable<Tables['subscription']>): SubscriptionState {
  const { due_at, ...rest } = row
  return { ...toState(rest, row.id, row.changed_at), ...(due_at !== null && { countsUntil: due_at }) }
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

/** A row of the ledger as the port speaks of it. */
export function toMovement(row: Selectable<Tables['movement']>): Movement {
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
