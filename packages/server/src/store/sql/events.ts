import type { Kysely, Selectable } from 'kysely'
import type { EventStore, LoggedEvent, SentAs, StoredEvent } from '../events.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { idOf, keptId } from './event-id.ts'
import { keptQuery, type Places } from './kept-query.ts'
import { rowWriter } from './row-writer.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'
import { writerOf } from './writers.ts'

type Row = Selectable<Tables['event']>

/** Bits of `sent_as`. */
const USER = 1
const ACCOUNT = 2
const PAGE = 4

const writeEvents = rowWriter('event', {
  position: 'bigint',
  id: 'text',
  type: 'text',
  name: 'text',
  person_id: 'text',
  account_id: 'text',
  at: 'bigint',
  received_at: 'bigint',
  seq: 'bigint',
  properties: 'text',
  context: 'text',
  sent_as: 'bigint',
  visitor_id: 'text',
  told_account_id: 'text',
})

/** One list, in place of a value for each: a statement of hundreds of values costs more to read than to answer. */
const knownIds = keptQuery((db, { among }: Places<{ ids: readonly string[] }>) =>
  db.selectFrom('event').select('id').where(among('id', 'ids')),
)

/** Events in SQL. */
export function createEventStore(db: Kysely<Tables>, engine: Engine): EventStore {
  const last = async () => {
    const row = await db
      .selectFrom('event')
      .select(({ fn }) => fn.max('position').as('position'))
      .executeTakeFirst()
    return Number(row?.position ?? 0)
  }
  return {
    last,
    async known(ids) {
      const find = writerOf(db)?.prepare('select 1 from event where id = ?')
      if (find) return new Set(ids.filter((id) => find.get(keptId(engine, id)) !== undefined))
      if (engine === 'postgres') {
        const rows = await knownIds(db, engine, { ids })
        return new Set(rows.map(({ id }) => idOf(id)))
      }
      const found = new Set<string>()
      for (const part of slices(ids)) {
        const kept = part.map((id) => keptId(engine, id))
        const rows = await db.selectFrom('event').select('id').where('id', 'in', kept).execute()
        for (const { id } of rows) found.add(idOf(id))
      }
      return found
    },
    async append(events) {
      if (events.length === 0) return
      let position = await last()
      await writeEvents(
        db,
        engine,
        events.map((event) => toRow(engine, event, (position += 1))),
      )
    },
    async list(owner, { limit, before, only, without }) {
      const rows = await db
        .selectFrom('event')
        .selectAll()
        .where((where) => ('persons' in owner ? among(engine, 'person_id', owner.persons) : where('account_id', '=', owner.account)))
        .$if(before !== undefined, (query) =>
          query.where(({ and, or, eb }) =>
            or([eb('at', '<', before?.at ?? 0), and([eb('at', '=', before?.at ?? 0), eb('id', '<', keptId(engine, before?.id ?? ''))])]),
          ),
        )
        .$if(only !== undefined, (query) => query.where('name', 'in', [...(only ?? [])]))
        .$if(without !== undefined, (query) => query.where('name', 'not in', [...(without ?? [])]))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map((row) => toEvent(row))
    },
    async read(after, limit) {
      const rows = await db.selectFrom('event').selectAll().where('position', '>', after).orderBy('position').limit(limit).execute()
      return toLogged(rows)
    },
    async readNamed(names, after, until) {
      const rows = await db
        .selectFrom('event')
        .selectAll()
        .where('position', '>', after)
        .where('position', '<=', until)
        .where(({ or, and, eb }) => or([and([eb('type', '=', 'track'), among(engine, 'name', names)]), eb('visitor_id', 'is not', null)]))
        .orderBy('position')
        .execute()
      return toLogged(rows)
    },
    async readAbout({ persons, accounts }, receivedUntil) {
      const rows = await db
        .selectFrom('event')
        .selectAll()
        .where(({ or }) =>
          or([among(engine, 'person_id', persons), among(engine, 'account_id', accounts), among(engine, 'visitor_id', persons)]),
        )
        .where('received_at', '<=', receivedUntil)
        .orderBy('position')
        .execute()
      return toLogged(rows)
    },
    async identitiesOf(persons) {
      const found = new Set(persons)
      let fresh = [...found]
      while (fresh.length > 0) {
        const rows = await db
          .selectFrom('event')
          .select(['person_id', 'visitor_id'])
          .distinct()
          .where('visitor_id', 'is not', null)
          .where(({ or }) => or([among(engine, 'person_id', fresh), among(engine, 'visitor_id', fresh)]))
          .execute()
        fresh = rows.flatMap(({ person_id, visitor_id }) => [person_id, visitor_id ?? '']).filter((id) => id !== '' && !found.has(id))
        for (const id of fresh) found.add(id)
      }
      return found
    },
    async personsIn(accounts) {
      const rows = await db
        .selectFrom('event')
        .select('person_id')
        .distinct()
        .where(among(engine, 'account_id', accounts))
        .where('person_id', '<>', '')
        .execute()
      return new Set(rows.map(({ person_id }) => person_id))
    },
  }
}

function toRow(engine: Engine, event: StoredEvent, position: number): Row {
  const { id, type, name, person, account, owner, at, receivedAt, seq, properties, context, sentAs } = event
  return {
    id: keptId(engine, id),
    type,
    name,
    person_id: person,
    account_id: owner ?? account,
    at,
    received_at: receivedAt,
    seq,
    properties: JSON.stringify(properties),
    context: JSON.stringify(context),
    position,
    sent_as: (sentAs?.user ? USER : 0) + (sentAs?.account ? ACCOUNT : 0) + (sentAs?.page ? PAGE : 0),
    visitor_id: sentAs?.visitor ?? null,
    told_account_id: owner === undefined ? null : account,
  }
}

type Context = StoredEvent['context']

/** `contexts` are those that were read already, by their text: the events of one page mostly share theirs. */
function toEvent(row: Row, contexts = new Map<string, Context>()): StoredEvent {
  let context = contexts.get(row.context)
  if (!context) contexts.set(row.context, (context = JSON.parse(row.context) as Context))
  const event: StoredEvent = {
    id: idOf(row.id),
    type: row.type as StoredEvent['type'],
    name: row.name,
    person: row.person_id,
    account: row.told_account_id ?? row.account_id,
    at: row.at,
    receivedAt: row.received_at,
    seq: row.seq,
    properties: JSON.parse(row.properties) as StoredEvent['properties'],
    context,
  }
  if (row.told_account_id !== null) event.owner = row.account_id
  if (row.sent_as !== 0 || row.visitor_id !== null) event.sentAs = sentAsOf(row)
  return event
}

/** By what `sent_as` says: nearly all events have one of these few. */
const KINDS: readonly SentAs[] = Array.from({ length: USER + ACCOUNT + PAGE + 1 }, (_, sentAs) =>
  Object.freeze<SentAs>({
    ...(sentAs & USER && { user: true as const }),
    ...(sentAs & ACCOUNT && { account: true as const }),
    ...(sentAs & PAGE && { page: true as const }),
  }),
)

function sentAsOf({ sent_as, visitor_id }: Row): SentAs {
  const kind = KINDS[sent_as] ?? {}
  return visitor_id === null ? kind : { ...kind, visitor: visitor_id }
}

/** Events with their places in the log. */
export function toLogged(rows: readonly Row[]): LoggedEvent[] {
  const contexts = new Map<string, Context>()
  return rows.map((row) => {
    const event: StoredEvent & { position?: number } = toEvent(row, contexts)
    event.position = row.position
    return event as LoggedEvent
  })
}
