import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { logChange } from '../changes/log-change.ts'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { plainText } from '../http/plain-text.ts'
import { HttpError } from '../http/errors.ts'
import type { ApiKey } from '../store/workspace.ts'

const request = z.strictObject({ kind: z.enum(['public', 'secret']), label: plainText.max(80) })

const listed = z.object({
  id: z.string(),
  kind: z.enum(['public', 'secret']),
  prefix: z.string(),
  label: z.string(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().optional(),
})

/** The whole key; no other answer ever holds it again. */
const created = listed.extend({ key: z.string() })

/** Making, listing and revoking keys. */
export function createKeyRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const common = { access: 'secret', tag: 'Keys' } as const
  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'get',
      path: '/v1/keys',
      summary: 'List keys by their first characters',
      answer: z.object({ keys: z.array(listed) }),
    },
    async (c) => c.json({ keys: (await deps.keys.list()).map(toListed) }),
  )
  addRoute(
    app,
    deps,
    { ...common, method: 'post', path: '/v1/keys', summary: 'Make a key and show it once', body: request, answer: created },
    async (c) => {
      const { kind, label } = await parseBody(c, request)
      const { key, ...record } = await deps.keys.create(kind, label)
      await noteKey(deps, c.var.caller.name, record, true)
      return c.json({ ...toListed(record), key })
    },
  )
  addRoute(app, deps, { ...common, method: 'delete', path: '/v1/keys/{id}', summary: 'Revoke a key at once' }, async (c) => {
    const id = c.req.param('id') ?? ''
    if (!(await deps.keys.revoke(id))) throw new HttpError(404, 'key-unknown', 'there is no such key, or it was revoked before')
    const revoked = (await deps.keys.list()).find((one) => one.id === id)
    if (revoked) await noteKey(deps, c.var.caller.name, revoked, false)
    return c.json({ revoked: true })
  })
  return app
}

async function noteKey(
  { store, clock }: Deps,
  author: string,
  { id, kind, label, prefix }: Omit<ApiKey, 'hash'>,
  inUse: boolean,
): Promise<void> {
  const body = { label, kind, prefix, inUse }
  await store.transaction((inner) => logChange(inner, { at: clock(), author, kind: 'key', subject: id, body }, undefined))
}

function toListed({ id, kind, prefix, label, createdAt, revokedAt }: ApiKey): z.infer<typeof listed> {
  const times = {
    createdAt: new Date(createdAt).toISOString(),
    ...(revokedAt === undefined ? {} : { revokedAt: new Date(revokedAt).toISOString() }),
  }
  return { id, kind, prefix, label, ...times }
}
