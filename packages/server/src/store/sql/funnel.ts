import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { FunnelStore, Occurrences, Stage, Tracks } from '../funnel.ts'
import type { Engine } from './engine.ts'
import { keptQuery, readyMade, type Places } from './kept-query.ts'
import type { Tables } from './tables.ts'

interface Asked {
  readonly names: readonly string[]
  readonly after: number
  readonly until: number
  readonly from: number
  readonly to: number
}
type Part = { readonly [K in keyof Asked]: Asked[K] }

type Numbered = Part & Readonly<Record<`name${number}`, string>>

const PLACES = Array.from({ length: 10 }, (_, index) => index + 1)

/** A list in one value is read several times faster than as many rows. */
const LISTS: Readonly<Record<Engine, RawBuilder<unknown>>> = { sqlite: sql`json_group_array`, postgres: sql`json_agg` }

/** JSON as its bytes. */
const BYTES: Readonly<Record<Engine, (json: RawBuilder<unknown>) => RawBuilder<unknown>>> = {
  sqlite: (json) => sql`cast(${json} as blob)`,
  postgres: (json) => sql`convert_to(${json}::text, 'UTF8')`,
}

const read = (engine: Engine, by: 'account' | 'user', whole: boolean) =>
  keptQuery((db, { value }: Places<Numbered>) => {
    const all = (column: string) => sql`${LISTS[engine]}(${sql.ref(column)})`
    const id = sql.ref(by === 'account' ? 'account_id' : 'person_id')
    const place = sql.join(
      PLACES.map((one) => sql`when ${value(`name${one}`)} then ${sql.lit(one)}`),
      sql` `,
    )
    return readyMade<Record<keyof Occurrences, unknown>>(
      db,
      sql`select ${BYTES[engine](all('id'))} as ids, ${all('at')} as times, ${all('name')} as names, ${whole ? all('properties') : sql`'[]'`} as properties
        from (select ${id} as id, at, case name ${place} end as name, properties from event
          where position > ${value('after')} and position <= ${value('until')} and type = 'track'
            and at >= ${value('from')} and at < ${value('to')} order by position) found where name is not null`,
    )
  })
const ofEngine = (engine: Engine) => ({
  account: { bare: read(engine, 'account', false), whole: read(engine, 'account', true) },
  user: { bare: read(engine, 'user', false), whole: read(engine, 'user', true) },
})
const queries: Readonly<Record<Engine, ReturnType<typeof ofEngine>>> = { sqlite: ofEngine('sqlite'), postgres: ofEngine('postgres') }

const readTracks = (engine: Engine) =>
  keptQuery((db, { value }: Places<Readonly<Record<keyof Stage, number>>>) => {
    const all = (column: string) => sql`${LISTS[engine]}(${sql.ref(column)})`
    return readyMade<Record<keyof Tracks, unknown>>(
      db,
      sql`select ${BYTES[engine](all('person_id'))} as persons, ${BYTES[engine](all('account_id'))} as accounts,
          ${BYTES[engine](all('name'))} as names, ${all('at')} as times
        from (select person_id, account_id, at, name from event
          where position > ${value('after')} and position <= ${value('until')} and type = 'track' order by position) found`,
    )
  })
const tracks: Readonly<Record<Engine, ReturnType<typeof readTracks>>> = { sqlite: readTracks('sqlite'), postgres: readTracks('postgres') }

const visitors = keptQuery((db, { value }: Places<Readonly<Record<keyof Stage, number>>>) =>
  db
    .selectFrom('event')
    .select('visitor_id')
    .distinct()
    .where('position', '>', value('after'))
    .where('position', '<=', value('until'))
    .where('visitor_id', 'is not', null),
)

const received = keptQuery((db, { value }: Places<{ position: number }>) =>
  db.selectFrom('event').select(['position', 'received_at']).where('position', '>=', value('position')).orderBy('position').limit(1),
)
const last = keptQuery((db, _: Places<Record<never, never>>) =>
  db.selectFrom('event').select(({ fn }) => fn.max('position').as('position')),
)

/** The raw log for funnels, over SQL. */
export function createFunnelStore(db: Kysely<Tables>, engine: Engine): FunnelStore {
  return {
    async firstReceived(at) {
      const end = Number((await last(db, engine, {}))[0]?.position ?? 0) + 1
      // Events are kept in the order in which they were received, so that half of the rest is known by one look.
      let [low, high] = [0, end]
      while (low < high) {
        const middle = Math.floor((low + high) / 2)
        const [row] = await received(db, engine, { position: middle })
        if (row && row.received_at < at) low = row.position + 1
        else high = middle
      }
      return low
    },
    async occurrences({ whole, by, ...part }) {
      const names = Object.fromEntries(PLACES.map((place) => [`name${place}`, part.names[place - 1] ?? '']))
      const [row] = await queries[engine][by][whole ? 'whole' : 'bare'](db, engine, { ...part, ...names })
      return {
        ids: bytesIn(row?.ids),
        times: listIn<number>(row?.times),
        names: listIn<number>(row?.names),
        properties: listIn<string>(row?.properties),
      }
    },
    async tracks(part) {
      const [row] = await tracks[engine](db, engine, { ...part })
      return {
        persons: bytesIn(row?.persons),
        accounts: bytesIn(row?.accounts),
        names: bytesIn(row?.names),
        times: listIn<number>(row?.times),
      }
    },
    async visitors(part) {
      return (await visitors(db, engine, { ...part })).flatMap(({ visitor_id }) => visitor_id ?? [])
    },
  }
}

/** SQLite answers JSON as text, PostgreSQL as what it says; of nothing it answers null. */
function listIn<T>(value: unknown): T[] {
  return ((typeof value === 'string' ? JSON.parse(value) : value) ?? []) as T[]
}

function bytesIn(value: unknown): Uint8Array {
  return (value as Uint8Array | null | undefined) ?? new Uint8Array()
}
