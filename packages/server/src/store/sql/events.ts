import type { Kysely, Selectable } from 'kysely'
import type { EventStore, StoredEvent } from '../events.ts'
import { among } from './among.ts'
import type { Engine } from './engine.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'

type Row = Selectable<Tables['event']>

/** Events in SQL. */
export function createEventStore(db: Kysely<Tables>, engine: Engine): EventStore {
  return {
    async known(ids) {
      const rows = await db
        .selectFrom('event')
        .select('id')
        .where(among(engine, 'id', ids))
        .execute()
      return new Set(rows.map(({ id }) => id))
    },
    async append(events) {
      for (const slice of slices(events)) await db.insertInto('event').values(slice.map(toRow)).execute()
    },
    async list(owner, limit, before) {
      const rows = await db
        .selectFrom('event')
        .selectAll()
        .where((where) => ('persons' in owner ? among(engine, 'person_id', owner.persons) : where('account_id', '=', owner.account)))
        .$if(before !== undefined, (query) =>
          query.where(({ and, or, eb }) =>
            or([eb('at', '<', before?.at ?? 0), and([eb('at', '=', before?.at ?? 0), eb('id', '<', before?.id ?? '')])]),
          ),
        )
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toEvent)
    },
  }
}

function toRow({ person, account, receivedAt, properties, context, ...rest }: StoredEvent): Row {
  return {
    ...rest,
    person_id: person,
    account_id: account,
    received_at: receivedAt,
    properties: JSON.stringify(properties),
    context: JSON.stringify(context),
  }
}

function toEvent({ person_id, account_id, received_at, properties, context, type, ...rest }: Row): StoredEvent {
  return {
    ...rest,
    type: type as StoredEvent['type'],
    person: person_id,
    account: account_id,
    receivedAt: received_at,
    properties: JSON.parse(properties) as StoredEvent['properties'],
    context: JSON.parse(context) as StoredEvent['context'],
  }
}
