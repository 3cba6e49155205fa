import type { Kysely, Selectable } from 'kysely'
import { HOOK_TOPICS, type HookMessage, type HookStore } from '../hooks.ts'
import { slices } from './slices.ts'
import type { Tables } from './tables.ts'

/** The one endpoint of the workspace. */
const OWNER = 'owner'

/** The port of messages to the owner over SQL. */
export function createHookStore(db: Kysely<Tables>): HookStore {
  return {
    async endpoint() {
      const row = await db.selectFrom('hook_endpoint').selectAll().where('id', '=', OWNER).executeTakeFirst()
      if (!row) return undefined
      const { url, secret, topics } = row
      const chosen = topics === null ? {} : { topics: HOOK_TOPICS.filter((topic) => topics.split(',').includes(topic)) }
      return { url, secret, createdAt: Number(row.created_at), ...chosen }
    },
    async saveEndpoint(endpoint) {
      if (!endpoint) {
        await db.deleteFrom('hook_endpoint').where('id', '=', OWNER).execute()
        await db.deleteFrom('hook_message').where('delivered_at', 'is', null).execute()
        return
      }
      const kept = {
        url: endpoint.url,
        secret: endpoint.secret,
        created_at: endpoint.createdAt,
        topics: endpoint.topics?.join(',') ?? null,
      }
      await db
        .insertInto('hook_endpoint')
        .values({ id: OWNER, ...kept })
        .onConflict((on) => on.column('id').doUpdateSet(kept))
        .execute()
    },
    async append({ id, type, at, body }) {
      const last = await db
        .selectFrom('hook_message')
        .select(({ fn }) => fn.max('place').as('place'))
        .executeTakeFirst()
      const place = Number(last?.place ?? 0) + 1
      await db.insertInto('hook_message').values({ id, place, type, at, body, attempts: 0, next_at: at }).execute()
    },
    async known(ids) {
      const found = new Set<string>()
      for (const some of slices(ids)) {
        const rows = await db.selectFrom('hook_message').select('id').where('id', 'in', some).execute()
        for (const { id } of rows) found.add(id)
      }
      return found
    },
    async lastOf(type) {
      const row = await db
        .selectFrom('hook_message')
        .select(({ fn }) => fn.max('at').as('at'))
        .where('type', '=', type)
        .executeTakeFirst()
      return row?.at == null ? undefined : Number(row.at)
    },
    async waiting(limit) {
      const query = db.selectFrom('hook_message').selectAll().where('delivered_at', 'is', null)
      return (await query.orderBy('place').limit(limit).execute()).map(toMessage)
    },
    async hurry(now, rests) {
      await db
        .updateTable('hook_message')
        .set({ next_at: now })
        .where('delivered_at', 'is', null)
        .where('next_at', '>', now)
        // Who sends a message has put its next attempt off from another moment than that of the failure.
        .where((row) => row(row('next_at', '-', row.ref('failed_at')), 'in', rests))
        .execute()
    },
    async claim(id, now, until) {
      const { numUpdatedRows } = await db
        .updateTable('hook_message')
        .set({ next_at: until })
        .where('id', '=', id)
        .where('delivered_at', 'is', null)
        .where('next_at', '<=', now)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async tried(id, outcome) {
      await db
        .updateTable('hook_message')
        .set((row) => ({
          attempts: row('attempts', '+', 1),
          ...('deliveredAt' in outcome
            ? { delivered_at: outcome.deliveredAt }
            : { failed_at: outcome.failedAt, problem: outcome.problem, next_at: outcome.nextAt }),
        }))
        .where('id', '=', id)
        .execute()
    },
    async latest(limit) {
      return (await db.selectFrom('hook_message').selectAll().orderBy('place', 'desc').limit(limit).execute()).map(toMessage)
    },
    async forget(before) {
      await db.deleteFrom('hook_message').where('delivered_at', '<', before).execute()
    },
  }
}

function toMessage(row: Selectable<Tables['hook_message']>): HookMessage {
  return {
    id: row.id,
    type: row.type,
    at: Number(row.at),
    body: row.body,
    attempts: Number(row.attempts),
    nextAt: Number(row.next_at),
    ...(row.delivered_at !== null && { deliveredAt: Number(row.delivered_at) }),
    ...(row.failed_at !== null && { failedAt: Number(row.failed_at) }),
    ...(row.problem !== null && { problem: row.problem }),
  }
}
