import { EVENTS } from '@espalier/core'
import { sql, type Kysely } from 'kysely'
import type { NamedEvent, StandStore } from '../stands.ts'
import type { Engine } from './engine.ts'
import { keptQuery, type Places } from './kept-query.ts'
import { toAccount, toCounter, toMetered, toUsage } from './people-rows.ts'
import type { Tables } from './tables.ts'

type Ids = Readonly<Record<'ids', Iterable<string>>>

const last = keptQuery((db, _: Places<Record<never, never>>) =>
  db.selectFrom('event').select(({ fn }) => fn.max('position').as('position')),
)
const stirred = keptQuery((db, { value }: Places<{ after: number; limit: number }>) =>
  db
    .selectFrom('event')
    .select(['position', 'person_id', 'account_id', 'visitor_id'])
    .where('position', '>', value('after'))
    .orderBy('position')
    .limit(value('limit')),
)
const page = keptQuery((db, { value }: Places<{ after: string; limit: number }>) =>
  db.selectFrom('account').selectAll().where('id', '>', value('after')).orderBy('id').limit(value('limit')),
)
const some = keptQuery((db, { among }: Places<Ids>) => db.selectFrom('account').selectAll().where(among('id', 'ids')).orderBy('id'))
const usage = keptQuery((db, { among }: Places<Ids>) => db.selectFrom('usage').selectAll().where(among('account_id', 'ids')))
const metered = keptQuery((db, { among }: Places<Ids>) => db.selectFrom('metered').selectAll().where(among('account_id', 'ids')))
const counters = keptQuery((db, { among }: Places<Ids & { events: readonly string[] }>) =>
  db.selectFrom('counter').selectAll().where('scope', '=', 'account').where(among('owner', 'ids')).where(among('name', 'events')),
)
/** Subscriptions that never began say nothing: who could not pay the first time used the product for free before, and may go on. */
const ended = keptQuery((db, { among }: Places<Ids>) =>
  db
    .selectFrom('subscription')
    .select(({ fn }) => ['account_id as account', fn.max<number>('changed_at').as('at')])
    .where(among('account_id', 'ids'))
    .where('status', 'not in', ['incomplete', 'incomplete_expired'])
    .groupBy('account_id')
    .having(({ fn }) => fn.max('status'), '=', 'canceled')
    .having(({ fn }) => fn.min('status'), '=', 'canceled'),
)
const lookFor = keptQuery((db, { value, among }: Places<{ after: number; names: readonly string[]; elsewhere: readonly string[] }>) =>
  db
    .selectFrom('event')
    .select((one) => [
      one.fn.max('position').as('position'),
      one.fn
        .max(
          one
            .case()
            .when(
              one.or([
                one('visitor_id', 'is not', null),
                among('name', 'names'),
                one('name', 'like', 'stripe:%'),
                one.and([one('name', 'like', 'espalier:%'), one.not(among('name', 'elsewhere'))]),
              ]),
            )
            .then(one.ref('position'))
            .end(),
        )
        .as('found'),
    ])
    .where('position', '>', value('after')),
)
type Between = Places<{ name: string; from: number; to: number }>
/** An index over a few names is only used where the name stands in the query itself. */
const named = (own?: string) =>
  keptQuery((db, { value }: Between) =>
    db
      .selectFrom('event')
      .select(['person_id', 'account_id', 'at', 'properties'])
      .where('type', '=', 'track')
      .where('name', '=', own === undefined ? value('name') : sql.lit(own))
      .where('at', '>=', value('from'))
      .where('at', '<', value('to'))
      .orderBy('at')
      .orderBy('id'),
  )
const namedAnyhow = named()
const namedOwn = new Map([EVENTS.answered, EVENTS.locked].map((name: string) => [name, named(name)]))
const namedSince = keptQuery((db, { value }: Places<{ name: string; after: number; until: number }>) =>
  db
    .selectFrom('event')
    .select(['person_id', 'account_id', 'at', 'properties', 'visitor_id', 'type', 'name'])
    .where('position', '>', value('after'))
    .where('position', '<=', value('until'))
    .where((one) => one.or([one('visitor_id', 'is not', null), one.and([one('type', '=', 'track'), one('name', '=', value('name'))])]))
    .orderBy('position'),
)
const conversions = keptQuery((db, _: Places<Record<never, never>>) =>
  db.selectFrom('conversion').select(({ fn }) => fn.countAll<number>().as('told')),
)
const seenSince = keptQuery((db, { value, among }: Places<{ campaigns: readonly string[]; since: number }>) =>
  db
    .selectFrom('impression')
    .select(({ fn }) => ['campaign_id as campaign', fn.countAll<number>().as('times'), fn.min<number>('at').as('firstAt')])
    .where(among('campaign_id', 'campaigns'))
    .where('at', '>=', value('since'))
    .where('ghost', '=', 0)
    .groupBy('campaign_id'),
)

function toNamed(row: Pick<Tables['event'], 'person_id' | 'account_id' | 'at' | 'properties'>): NamedEvent {
  const properties = JSON.parse(row.properties) as NamedEvent['properties']
  return { person: row.person_id, account: row.account_id, at: row.at, properties }
}

/** Where accounts stand, over SQL. */
export function createStandStore(db: Kysely<Tables>, engine: Engine): StandStore {
  return {
    async last() {
      const [row] = await last(db, engine, {})
      return Number(row?.position ?? 0)
    },
    async stirred(after, limit) {
      const rows = await stirred(db, engine, { after, limit })
      const ids = new Set<string>()
      for (const { person_id, account_id, visitor_id } of rows) {
        ids.add(account_id).add(person_id)
        if (visitor_id !== null) ids.add(visitor_id)
      }
      return { ids, position: rows.at(-1)?.position ?? after, events: rows.length }
    },
    page: async (after, limit) => (await page(db, engine, { after, limit })).map(toAccount),
    some: async (ids) => (await some(db, engine, { ids })).map(toAccount),
    async rows(ids, events) {
      const [reported, counted, owned, over] = await Promise.all([
        usage(db, engine, { ids }),
        metered(db, engine, { ids }),
        counters(db, engine, { ids, events }),
        ended(db, engine, { ids }),
      ])
      return {
        usage: reported.map(toUsage),
        metered: counted.map(toMetered),
        counters: owned.map(toCounter),
        ended: over.map(({ account, at }) => ({ account, at: Number(at) })),
      }
    },
    async lookFor(after, names, elsewhere) {
      const [row] = await lookFor(db, engine, { after, names, elsewhere })
      return { position: Number(row?.position ?? after), found: Number(row?.found ?? 0) }
    },
    async named(name, from, to) {
      return (await (namedOwn.get(name) ?? namedAnyhow)(db, engine, { name, from, to })).map(toNamed)
    },
    async namedSince(name, after) {
      const [row] = await last(db, engine, {})
      const until = Number(row?.position ?? 0)
      const rows = until > after ? await namedSince(db, engine, { name, after, until }) : []
      return {
        events: rows.filter((one) => one.type === 'track' && one.name === name).map(toNamed),
        joins: rows.some(({ visitor_id }) => visitor_id !== null),
        position: Math.max(after, until),
      }
    },
    conversions: async () => Number((await conversions(db, engine, {}))[0]?.told ?? 0),
    async seenSince(campaigns, since) {
      const rows = await seenSince(db, engine, { campaigns, since })
      return new Map(rows.map(({ campaign, times, firstAt }) => [campaign, { times: Number(times), firstAt: Number(firstAt) }]))
    },
  }
}
