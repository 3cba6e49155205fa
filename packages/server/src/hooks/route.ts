import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { logChange } from '../changes/log-change.ts'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { HOOK_TOPICS } from '../store/hooks.ts'
import type { Store } from '../store/store.ts'
import { RESTS } from './postman.ts'
import { refusedList } from './refused-events.ts'
import { createHookSecret } from './sign.ts'
import { readTarget } from './target.ts'
import { tell } from './tell.ts'

/** Messages that are listed. */
const LISTED = 20

const time = z.iso.datetime()
const change = z.strictObject({
  url: z.string('expected an address that starts with https://').describe('Where the owner is told; https only'),
  topics: z
    .array(z.enum(HOOK_TOPICS, `expected ${HOOK_TOPICS.join(', ')}`))
    .min(1, 'expected at least one')
    .optional()
    .describe('What the owner wants to be told of; missing: as before, at first everything'),
  newSecret: z.boolean().optional().describe('True replaces the secret; the one before signs nothing any more'),
})
const message = z.object({
  id: z.string().describe('Travels as webhook-id and stays the same however often it is sent'),
  type: z.string(),
  at: time,
  attempts: z.int(),
  deliveredAt: time.optional(),
  failedAt: time.optional(),
  problem: z.string().optional().describe('What came of the last attempt that failed, for example http-500 or timeout'),
  nextAt: time.optional().describe('When it is sent next'),
  reasons: refusedList.optional().describe('Why events were refused, where the message tells of it; the most first'),
})
const status = z.object({
  endpoint: z.object({ url: z.string(), createdAt: time, topics: z.array(z.enum(HOOK_TOPICS)) }).nullable(),
  messages: z.array(message).describe('The newest first'),
})
/** With a new secret the secret; no other answer ever holds it again. */
const saved = status.extend({ secret: z.string().optional() })

/** Where the owner is told of what happens, and what became of the last messages. */
export function createHookRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock, postman, config } = deps
  const common = { access: 'secret', tag: 'Workspace', path: '/v1/hook' } as const
  addRoute(
    app,
    deps,
    { ...common, method: 'get', summary: 'Read where the owner is told of what happens, and the last messages', answer: status },
    async (c) => c.json(await statusOf(store)),
  )
  addRoute(
    app,
    deps,
    { ...common, method: 'put', summary: 'Say where the owner is told; the secret is in this answer alone', body: change, answer: saved },
    async (c) => {
      const { url, newSecret, topics } = await parseBody(c, change, 'invalid-hook')
      const target = readTarget(url, config.openHooks === true)
      if ('problem' in target) throw new HttpError(400, 'invalid-hook', `url: ${target.problem}`, { field: 'url' })
      const { name: author } = c.var.caller
      const secret = await store.transaction(async (inner) => {
        const { hooks } = inner
        const before = await hooks.endpoint()
        const fresh = newSecret === true || !before ? createHookSecret() : undefined
        const chosen = topics ?? before?.topics
        await hooks.saveEndpoint({
          url: target.url.href,
          secret: fresh ?? before?.secret ?? '',
          createdAt: before?.createdAt ?? clock(),
          ...(chosen && { topics: chosen }),
        })
        const told = { host: target.url.host, topics: chosen ?? [...HOOK_TOPICS], secret: fresh ? 'new' : 'as before' }
        await logChange(inner, { at: clock(), author, kind: 'hook', subject: '', body: told }, undefined)
        await hooks.hurry(clock(), RESTS)
        return fresh
      })
      postman.soon()
      return c.json({ ...(await statusOf(store)), ...(secret !== undefined && { secret }) })
    },
  )
  addRoute(
    app,
    deps,
    { ...common, method: 'delete', summary: 'Tell the owner nothing any more; what is not delivered is forgotten', answer: status },
    async (c) => {
      const { name: author } = c.var.caller
      await store.transaction(async (inner) => {
        if (!(await inner.hooks.endpoint())) return
        await inner.hooks.saveEndpoint(undefined)
        await logChange(inner, { at: clock(), author, kind: 'hook', subject: '', body: {} }, undefined)
      })
      return c.json(await statusOf(store))
    },
  )
  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'post',
      path: '/v1/hook/test',
      summary: 'Send a message that means nothing, after all that waits, to try the address',
      answer: status,
    },
    async (c) => {
      const told = await store.transaction(async (inner) => {
        await inner.hooks.hurry(clock(), RESTS)
        return tell(inner, 'test', {}, clock())
      })
      if (!told) {
        throw new HttpError(409, 'no-hook', 'there is no address to tell; save one first')
      }
      await postman.look()
      return c.json(await statusOf(store))
    },
  )
  return app
}

async function statusOf({ hooks }: Store): Promise<z.input<typeof status>> {
  const iso = (at: number) => new Date(at).toISOString()
  const endpoint = await hooks.endpoint()
  return {
    endpoint: endpoint ? { url: endpoint.url, createdAt: iso(endpoint.createdAt), topics: [...(endpoint.topics ?? HOOK_TOPICS)] } : null,
    messages: (await hooks.latest(LISTED)).map(({ id, type, at, body, attempts, deliveredAt, failedAt, problem, nextAt }) => ({
      id,
      type,
      at: iso(at),
      attempts,
      ...(deliveredAt === undefined ? { nextAt: iso(nextAt) } : { deliveredAt: iso(deliveredAt) }),
      ...(failedAt !== undefined && { failedAt: iso(failedAt) }),
      ...(problem !== undefined && { problem }),
      ...reasonsIn(type, body),
    })),
  }
}

/** What a message about refused events says of their reasons. */
function reasonsIn(type: string, body: string): { reasons?: z.input<typeof refusedList> } {
  if (type !== 'fault.events-rejected') return {}
  const told = z.object({ data: z.object({ reasons: refusedList }) }).safeParse(JSON.parse(body))
  return told.success ? { reasons: told.data.data.reasons } : {}
}
