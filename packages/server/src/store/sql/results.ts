import { sql, type Kysely } from 'kysely'
import type { Movement } from '../billing.ts'
import type { Encounter, GoalEvent, Membership, ResultStore, ToldSuccess, Worth } from '../results.ts'
import { growthOfMoved } from './credits.ts'
import type { Engine } from './engine.ts'
import { keptQuery, readyMade, type Places } from './kept-query.ts'
import { PASSED } from './ledger.ts'
import type { Tables } from './tables.ts'

type Ids = Readonly<Record<'ids', readonly string[]>>

const newest = keptQuery((db, _: Places<Record<never, never>>) =>
  db.selectFrom('account_mark').select(({ fn }) => fn.max('mark').as('mark')),
)
const marked = keptQuery((db, { value }: Places<{ after: number }>) =>
  db.selectFrom('account_mark').select(['account_id as account', 'mark']).where('mark', '>', value('after')).orderBy('mark'),
)
const named = keptQuery((db, { value, among: isAmong }: Places<{ names: readonly string[]; after: number; until: number }>) =>
  db
    .selectFrom('event')
    .select('account_id')
    .where('position', '>', value('after'))
    .where('position', '<=', value('until'))
    .where('type', '=', 'track')
    .where(isAmong('name', 'names')),
)
const encounters = keptQuery((db, { among: isAmong }: Places<Ids>) =>
  db
    .selectFrom('exposure')
    .select([
      'campaign_id as campaign',
      'account_id as account',
      'arm',
      'at',
      'shown_at as shownAt',
      'engaged_at as engagedAt',
      'accepted_at as acceptedAt',
      'answered_at as answeredAt',
      'worth_before as worthBefore',
    ])
    .where(isAmong('account_id', 'ids')),
)
const movements = keptQuery((db, { among: isAmong }: Places<Ids>) =>
  db
    .selectFrom('movement')
    .select(['id', 'account_id as account', 'subscription_id as subscription', 'at', 'kind', 'cause', 'amount', 'currency'])
    .select('event_id as event')
    .where(isAmong('account_id', 'ids'))
    .orderBy('account_id')
    .orderBy('at')
    .orderBy('id'),
)
const conversions = keptQuery((db, { among: isAmong }: Places<Ids>) =>
  db
    .selectFrom('conversion')
    .select(['account_id as account', 'campaign_id as campaign', 'at', 'mrr', 'value', 'currency'])
    .where(isAmong('account_id', 'ids')),
)
/** A state ends with the next one of its subscription, whosever that is. */
const worth = keptQuery((db, { among: isAmong }: Places<Ids>) =>
  readyMade<Worth>(
    db,
    sql`select account_id as account, at, mrr_num * 1.0 / mrr_den as worth, currency, (
        select min(later.at) from subscription_state later
          where later.subscription_id = state.subscription_id and later.at > state.at and later.place <> ${sql.lit(PASSED)}
      ) as until
      from subscription_state state
      where ${isAmong('account_id', 'ids')} and mrr_num > 0 and place <> ${sql.lit(PASSED)} order by account_id, at, event_id`,
  ),
)
const goalEvents = keptQuery(
  (db, { value, among: isAmong }: Places<Ids & { campaigns: readonly string[]; names: readonly string[]; window: number }>) =>
    readyMade<GoalEvent>(
      db,
      sql`select distinct event.account_id as account, coalesce(alias.person_id, event.person_id) as person, event.name as name, event.at as at
        from exposure e
        join event on event.account_id = e.account_id and event.at >= e.at - ${value('window')} and event.at - e.at <= ${value('window')}
        left join alias on alias.anonymous_id = event.person_id
        where ${isAmong('e.account_id', 'ids')} and ${isAmong('e.campaign_id', 'campaigns')}
          and event.type = 'track' and ${isAmong('event.name', 'names')}`,
    ),
)
const members = keptQuery((db, { among: isAmong }: Places<Ids & { campaigns: readonly string[] }>) =>
  readyMade<Membership>(
    db,
    sql`select distinct m.account_id as account, m.person_id as person, m.first_seen_at as ${sql.ref('firstSeenAt')} from exposure e
      join member m on m.account_id = e.account_id and m.first_seen_at <= e.at
      where ${isAmong('e.account_id', 'ids')} and ${isAmong('e.campaign_id', 'campaigns')}`,
  ),
)
const page = keptQuery((db, { value }: Places<{ after: string; limit: number }>) => {
  const part = (table: 'exposure' | 'movement') =>
    sql`select * from (select distinct account_id from ${sql.table(table)} where account_id > ${value('after')}
      order by account_id limit ${value('limit')}) ${sql.ref(`${table}s`)}`
  return readyMade<{ account: string }>(
    db,
    sql`select account_id as account from (${part('exposure')} union ${part('movement')}) known order by account_id limit ${value('limit')}`,
  )
})

/** Where results of accounts are read from, over SQL. */
export function createResultStore(db: Kysely<Tables>, engine: Engine): ResultStore {
  return {
    mark: async () => Number((await newest(db, engine, {}))[0]?.mark ?? 0),
    marked: (after) => marked(db, engine, { after }),
    named: async (names, after, until) => new Set((await named(db, engine, { names, after, until })).map(({ account_id }) => account_id)),
    page: async (after, limit) => (await page(db, engine, { after, limit })).map(({ account }) => account),
    async rows(ids, { goals: { campaigns, names, windowMs }, creditMs }) {
      const moved: Movement[] = await movements(db, engine, { ids })
      return {
        encounters: (await encounters(db, engine, { ids })) satisfies Encounter[],
        worth: (await worth(db, engine, { ids })).map((row) => ({ ...row, worth: Number(row.worth) })),
        movements: moved,
        conversions: (await conversions(db, engine, { ids })) satisfies ToldSuccess[],
        events: campaigns.length === 0 ? [] : await goalEvents(db, engine, { ids, campaigns, names, window: Math.round(windowMs) }),
        members: campaigns.length === 0 ? [] : await members(db, engine, { ids, campaigns }),
        growth: await growthOfMoved(db, engine, moved, creditMs),
      }
    },
  }
}
