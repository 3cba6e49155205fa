import { sql, type Kysely } from 'kysely'
import type { BilledItem } from '../billing.ts'
import type { BilledIds } from '../privacy.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { DERIVED, OPENING, TOLD } from './ledger.ts'
import type { Tables } from './tables.ts'

/** Ids of what these accounts bought, as other systems gave them; what the ledger made of them itself is left out. */
export async function billedIds(db: Kysely<Tables>, engine: Engine, accounts: readonly string[]): Promise<BilledIds> {
  const ofThem = among(engine, 'account_id', accounts)
  const customers = (await db.selectFrom('customer').select('id').where(ofThem).execute()).map(({ id }) => id)
  const states = await db.selectFrom('subscription_state').selectAll().where(ofThem).execute()
  const told = await Promise.all(
    (['billing_event', 'refused_billing'] as const).map((table) =>
      db
        .selectFrom(table)
        .select('id')
        .where(among(engine, 'customer_id', customers))
        .execute(),
    ),
  )
  const orders = await db.selectFrom('conversion').select('id').where(ofThem).execute()
  const items = states.flatMap((one) => [...itemsIn(one.items), ...(one.before === null ? [] : itemsIn(beforeIn(one.before).items))])
  const events = states.filter(({ place }) => place !== OPENING && place !== DERIVED).map(({ event_id: id }) => id)
  return {
    customers,
    subscriptions: [...new Set(states.map(({ subscription_id: id }) => id))],
    others: [
      ...new Set([
        ...events,
        ...told.flat().map(({ id }) => id),
        ...orders.map(({ id }) => id),
        ...items.filter(isOwn).map(({ id }) => id),
      ]),
    ],
  }
}

/** Gives what these accounts bought other names; what is made of an id, such as `<event>:before`, follows it. */
export async function renameBilled(
  db: Kysely<Tables>,
  engine: Engine,
  accounts: readonly string[],
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const ofThem = among(engine, 'account_id', accounts)
  const renamed = (id: string) => names.get(id) ?? derived(id, names)
  const items = (text: string) =>
    JSON.stringify(itemsIn(text).map((one) => (isOwn(one) ? { ...fixed(one), id: renamed(one.id) } : fixed(one))))
  for (const row of await db.selectFrom('subscription_state').selectAll().where(ofThem).execute()) {
    const before = row.before === null ? null : beforeIn(row.before)
    await db
      .updateTable('subscription_state')
      .set({
        event_id: renamed(row.event_id),
        subscription_id: renamed(row.subscription_id),
        customer_id: renamed(row.customer_id),
        items: items(row.items),
        // What followed from a discount stands by itself from now on.
        ...(row.place === DERIVED && { place: TOLD }),
        before: before && JSON.stringify({ ...before, items: JSON.parse(items(before.items)) as unknown }),
      })
      .where('event_id', '=', row.event_id)
      .where('subscription_id', '=', row.subscription_id)
      .execute()
  }
  for (const row of await db.selectFrom('subscription').selectAll().where(ofThem).execute()) {
    const set = { id: renamed(row.id), customer_id: renamed(row.customer_id), event_id: renamed(row.event_id), items: items(row.items) }
    await db.updateTable('subscription').set(set).where('id', '=', row.id).execute()
  }
  for (const row of await db.selectFrom('movement').selectAll().where(ofThem).execute()) {
    const set = { id: renamed(row.id), subscription_id: renamed(row.subscription_id), event_id: renamed(row.event_id) }
    await db.updateTable('movement').set(set).where('id', '=', row.id).execute()
  }
  // Its terms stand in the states from now on, and no later word of it comes.
  await db
    .deleteFrom('discount')
    .where(among(engine, 'customer_id', names.keys()))
    .execute()
  for (const [table, column] of [
    ['customer', 'id'],
    ['conversion', 'id'],
    ['billing_event', 'id'],
    ['billing_event', 'customer_id'],
    ['refused_billing', 'id'],
    ['refused_billing', 'customer_id'],
  ] as const) {
    const found = await sql<{ id: string }>`select distinct ${sql.ref(column)} as id from ${sql.table(table)}
      where ${among(engine, column, names.keys())}${table === 'conversion' ? sql` and ${ofThem}` : sql``}`.execute(db)
    for (const { id } of found.rows)
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${renamed(id)} where ${sql.ref(column)} = ${id}`.execute(db)
  }
}

/** An item whose id another system gave; else it is called as its plan or price is. */
const isOwn = ({ id, plan, price }: BilledItem): boolean => id !== plan && id !== price

/** An item without the names of its discounts, at what it came to. */
function fixed({ list: _, own: __, shared: ___, ...item }: BilledItem): BilledItem {
  return item
}

const itemsIn = (text: string): BilledItem[] => JSON.parse(text) as BilledItem[]

function beforeIn(text: string): { items: string } {
  const before = JSON.parse(text) as { items: unknown }
  return { ...before, items: JSON.stringify(before.items) }
}

function derived(id: string, names: ReadonlyMap<string, string>): string {
  for (let end = id.lastIndexOf(':'); end > 0; end = id.lastIndexOf(':', end - 1)) {
    const name = names.get(id.slice(0, end))
    if (name !== undefined) return name + tail(id.slice(end), names)
  }
  return id
}

/** What follows an id, where the last word of it may be one, too. */
function tail(text: string, names: ReadonlyMap<string, string>): string {
  const last = /^(:(?:given|taken):)(.+)$/s.exec(text)
  return last ? `${last[1]}${names.get(last[2] ?? '') ?? last[2]}` : text
}
