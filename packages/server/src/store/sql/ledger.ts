import { type Insertable, type Kysely, sql } from 'kysely'
import type { LedgerEntries, Movement, SubscriptionState, Term, Trial } from '../billing.ts'
import { slices } from './slices.ts'
import type { Engine } from './engine.ts'
import { keptQuery, readyMade, type Places } from './kept-query.ts'
import type { Tables } from './tables.ts'

/** Places of a state in the ledger; see `Tables`. */
export const TOLD = 0
export const PASSED = 1
export const OPENING = 2
export const DERIVED = 3

type Place = Tables['subscription_state']['place']

/** Adds dated states, each event of a subscription once. */
export async function addStates(db: Kysely<Tables>, states: readonly SubscriptionState[], place: Place): Promise<void> {
  for (const part of slices(states)) {
    await db
      .insertInto('subscription_state')
      .values(
        part.map((state) => ({
          subscription_id: state.subscription,
          at: state.at,
          before: state.before ? JSON.stringify(state.before) : null,
          place,
          ...toColumns(state),
        })),
      )
      .onConflict((conflict) => conflict.columns(['event_id', 'subscription_id']).doNothing())
      .execute()
  }
}

const balances = keptQuery((db, { value }: Places<{ currency: string; at: number }>) =>
  readyMade<{ account: string; balance: number }>(
    db,
    sql`select account, sum(amount) as balance from (
      select account_id as account, amount from movement where currency = ${value('currency')} and at < ${value('at')}
      union all
      select account_id, round(sum(mrr_num * 1.0 / mrr_den)) from subscription_state
        where currency = ${value('currency')} and place = ${sql.lit(OPENING)} group by account_id
    ) moved group by account having sum(amount) <> 0`,
  ),
)

/** What stood before anybody told of it, and all movements until then. */
export async function balancesAt(db: Kysely<Tables>, engine: Engine, currency: string, at: number): Promise<Map<string, number>> {
  const rows = await balances(db, engine, { currency, at })
  return new Map(rows.map((row) => [row.account, Number(row.balance)]))
}

const firstTrials = keptQuery((db, _: Places<Record<never, never>>) =>
  readyMade<{ account: string; start: number; until: number | null; paid: number | null }>(
    db,
    sql`select state.account_id as account, state.at as start,
        (select min(later.at) from subscription_state later where later.subscription_id = state.subscription_id
          and later.at > state.at and later.status <> 'trialing' and later.place <> ${sql.lit(PASSED)}) as until,
        (select min(movement.at) from movement where movement.account_id = state.account_id) as paid
      from subscription_state state
      where state.status = 'trialing' and state.place <> ${sql.lit(PASSED)} and not exists (
        select 1 from subscription_state stood where stood.account_id = state.account_id and stood.place = ${sql.lit(OPENING)}
      ) order by state.account_id, state.at, state.subscription_id`,
  ),
)

/** The first trial of each account that had not paid before it, in order of account. */
export async function trialsIn(db: Kysely<Tables>, engine: Engine): Promise<Trial[]> {
  const found = new Map<string, Trial>()
  for (const { account, start, until, paid } of await firstTrials(db, engine, {})) {
    const trial = {
      account,
      from: Number(start),
      ...(until !== null && { until: Number(until) }),
      ...(paid !== null && { paidAt: Number(paid) }),
    }
    if (!found.has(account)) found.set(account, trial)
  }
  return [...found.values()].filter(({ from, paidAt }) => paidAt === undefined || paidAt >= from)
}

/** Accounts with two dated states that are so far apart, in order of id. */
export async function accountsToldTwice(db: Kysely<Tables>, { over, upTo }: { over: number; upTo: number }): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`
    select distinct one.account_id as account from subscription_state one join subscription_state other
      on other.account_id = one.account_id and other.at > one.at + ${over} and other.at <= one.at + ${upTo} order by account`.execute(db)
  return rows.map(({ account }) => account)
}

/** Accounts with a subscription that ended or is to end, and those of whose end events of before it was read may tell, in order of id. */
export async function accountsEnding(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db
    .selectFrom('subscription_state')
    .select('account_id')
    .distinct()
    .where((where) =>
      where.or([
        where('status', '=', 'canceled'),
        where('term', 'like', '%"endsAt"%'),
        where.and([where('term', 'is', null), where('customer_id', '<>', '')]),
      ]),
    )
    .orderBy('account_id')
    .execute()
  return rows.map((row) => row.account_id)
}

/** Accounts of which something counted until this time at the latest, in order of id. */
export async function accountsDue(db: Kysely<Tables>, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('subscription')
    .select('account_id')
    .distinct()
    .where('due_at', '<=', now)
    .orderBy('account_id')
    .execute()
  return rows.map((row) => row.account_id)
}

/** Says of a told state what is known of its end. */
export async function saveTerm(db: Kysely<Tables>, of: Pick<SubscriptionState, 'event' | 'subscription'>, term: Term): Promise<void> {
  await db
    .updateTable('subscription_state')
    .set({ term: JSON.stringify(term) })
    .where('event_id', '=', of.event)
    .where('subscription_id', '=', of.subscription)
    .execute()
}

/** Makes the ledger of an account exactly this; rows that say so already are not written again. */
export async function saveLedger(db: Kysely<Tables>, account: string, entries: LedgerEntries): Promise<void> {
  for (const state of entries.revised ?? []) await revise(db, state)
  await saveNewest(db, account, entries.newest)
  await savePlaces(db, account, entries)
  await saveMovements(db, account, entries.movements)
}

async function saveNewest(db: Kysely<Tables>, account: string, newest: readonly SubscriptionState[]): Promise<void> {
  const rows = await db.selectFrom('subscription').selectAll().where('account_id', '=', account).execute()
  const known = new Map(rows.map((row) => [row.id, row]))
  for (const state of newest) {
    const columns = { ...toColumns(state), changed_at: state.at, due_at: state.countsUntil ?? null }
    if (saysSo(known.get(state.subscription), columns)) continue
    await db
      .insertInto('subscription')
      .values({ id: state.subscription, ...columns })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
      .execute()
  }
}

/** Gives a state as it was told what its discounts are known to be now. */
async function revise(db: Kysely<Tables>, { subscription, event, items, mrr, before }: SubscriptionState): Promise<void> {
  await db
    .updateTable('subscription_state')
    .set({ items: JSON.stringify(items), mrr_num: mrr.num, mrr_den: mrr.den, before: before ? JSON.stringify(before) : null })
    .where('event_id', '=', event)
    .where('subscription_id', '=', subscription)
    .execute()
}

async function savePlaces(
  db: Kysely<Tables>,
  account: string,
  { openings, passed, derived = [], corrections = new Map() }: LedgerEntries,
): Promise<void> {
  const rows = await db.selectFrom('subscription_state').selectAll().where('account_id', '=', account).execute()
  const keyOf = (subscription: string, event: string) => JSON.stringify([subscription, event])
  const wanted = new Map(
    [...openings.map((one) => ({ one, place: OPENING })), ...derived.map((one) => ({ one, place: DERIVED }))].map((made) => [
      keyOf(made.one.subscription, made.one.event),
      made,
    ]),
  )
  const over = new Set(passed.map((one) => keyOf(one.subscription, one.event)))
  const kept = new Set<string>()
  for (const row of rows) {
    const key = keyOf(row.subscription_id, row.event_id)
    const ofRow = <T extends { where(column: 'event_id' | 'subscription_id', is: '=', value: string): T }>(query: T): T =>
      query.where('event_id', '=', row.event_id).where('subscription_id', '=', row.subscription_id)
    if (row.place === OPENING || row.place === DERIVED) {
      const made = wanted.get(key)
      if (made?.place === row.place && saysSo(row, { ...toColumns(made.one), at: made.one.at })) kept.add(key)
      else await ofRow(db.deleteFrom('subscription_state')).execute()
    } else {
      const made = { place: over.has(key) ? PASSED : TOLD, corrects_from: corrections.get(row.event_id) ?? null } as const
      if (!saysSo(row, made)) await ofRow(db.updateTable('subscription_state').set(made)).execute()
    }
  }
  for (const place of [OPENING, DERIVED] as const) {
    const added = [...wanted].flatMap(([key, made]) => (made.place !== place || kept.has(key) ? [] : [made.one]))
    await addStates(db, added, place)
  }
}

/** True when a row holds these values already. */
function saysSo(row: object | undefined, columns: Readonly<Record<string, unknown>>): boolean {
  if (!row) return false
  const known = new Map(Object.entries(row))
  return Object.entries(columns).every(([column, value]) => known.get(column) === value)
}

async function saveMovements(db: Kysely<Tables>, account: string, movements: readonly Movement[]): Promise<void> {
  const rows = await db.selectFrom('movement').selectAll().where('account_id', '=', account).execute()
  const wanted = new Map(movements.map((one) => [one.id, toRow(one)]))
  const stays = (row: MovementRow): boolean => {
    const movement = wanted.get(row.id)
    return movement !== undefined && saysSo(row, movement)
  }
  const gone = rows.filter((row) => !stays(row)).map((row) => row.id)
  if (gone.length > 0) await db.deleteFrom('movement').where('id', 'in', gone).execute()
  const kept = new Set(rows.map((row) => row.id).filter((id) => !gone.includes(id)))
  for (const part of slices([...wanted.values()].filter((row) => !kept.has(row.id)))) await db.insertInto('movement').values(part).execute()
}

type MovementRow = Insertable<Tables['movement']>

function toRow({ id, account, subscription, at, kind, cause, amount, currency, event }: Movement): MovementRow {
  return { id, account_id: account, subscription_id: subscription, at, kind, cause, amount, currency, event_id: event }
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
    term: state.term ? JSON.stringify(state.term) : null,
  }
}
