import { randomBytes } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { logChange } from '../changes/log-change.ts'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { plainText } from '../http/plain-text.ts'
import { TOKEN_ALGORITHMS, type IdentityKey } from '../store/identity.ts'
import type { Store } from '../store/store.ts'
import { createTokenSecret, readPublicKey } from './key-material.ts'

/** The new key and the one that it takes the place of. */
const MOST_LIVE = 2

const request = z
  .strictObject({
    algorithm: z.enum(TOKEN_ALGORITHMS).describe('HS256: this server makes a secret; RS256 and ES256: you keep the private key'),
    label: plainText.max(80),
    publicKey: z.string().max(8192).optional().describe('With RS256 and ES256: the public key as PEM'),
  })
  .superRefine(({ algorithm, publicKey }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', path: ['publicKey'], message })
    if (algorithm === 'HS256') {
      if (publicKey !== undefined) complain('expected none with HS256: the server makes the secret')
    } else {
      const read = readPublicKey(publicKey ?? '', algorithm)
      if ('problem' in read) complain(read.problem)
    }
  })

const listed = z.object({
  id: z.string().describe('The "kid" that tokens name in their header'),
  algorithm: z.enum(TOKEN_ALGORITHMS),
  label: z.string(),
  publicKey: z.string().optional(),
  createdAt: z.iso.datetime(),
  retiredAt: z.iso.datetime().optional(),
})

/** With HS256 the secret; no other answer ever holds it again. */
const created = listed.extend({ secret: z.string().optional() })

/** Making, listing and retiring the keys that tokens are checked with. */
export function createIdentityRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const common = { access: 'secret', tag: 'Identity' } as const
  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'get',
      path: '/v1/identity/keys',
      summary: 'List the keys of signed identity',
      answer: z.object({ keys: z.array(listed) }),
    },
    async (c) => c.json({ keys: (await deps.store.identity.keys()).map(toListed) }),
  )
  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'post',
      path: '/v1/identity/keys',
      summary: 'Add a key of signed identity; at most two are in use',
      body: request,
      answer: created,
    },
    async (c) => {
      const { algorithm, label, publicKey = '' } = await parseBody(c, request, 'invalid-key')
      const read = algorithm === 'HS256' ? { pem: createTokenSecret() } : readPublicKey(publicKey, algorithm)
      const material = 'pem' in read ? read.pem : ''
      const key: IdentityKey = { id: `ik_${randomBytes(9).toString('base64url')}`, algorithm, label, material, createdAt: deps.clock() }
      await deps.store.transaction(async (inner) => {
        const { identity } = inner
        const live = (await identity.keys()).filter(({ retiredAt }) => retiredAt === undefined)
        if (live.length >= MOST_LIVE) {
          throw new HttpError(409, 'too-many-keys', `${MOST_LIVE} keys are in use already; retire one of them first`)
        }
        await identity.addKey(key)
        await logKey(inner, c.var.caller.name, key, deps.clock(), true)
      })
      return c.json({ ...toListed(key), ...(algorithm === 'HS256' && { secret: material }) })
    },
  )
  addRoute(
    app,
    deps,
    { ...common, method: 'delete', path: '/v1/identity/keys/{id}', summary: 'Retire a key: its tokens are worth nothing from now on' },
    async (c) => {
      await deps.store.transaction(async (inner) => {
        const id = c.req.param('id') ?? ''
        if (!(await inner.identity.retireKey(id, deps.clock())))
          throw new HttpError(404, 'key-unknown', 'there is no such key, or it was retired before')
        const retired = (await inner.identity.keys()).find((key) => key.id === id)
        if (retired) await logKey(inner, c.var.caller.name, retired, deps.clock(), false)
      })
      return c.json({ retired: true })
    },
  )
  return app
}

async function logKey(store: Store, author: string, { id, algorithm, label }: IdentityKey, at: number, inUse: boolean): Promise<void> {
  await logChange(store, { at, author, kind: 'key', subject: id, body: { label, algorithm, inUse } }, undefined)
}

function toListed({ id, algorithm, label, material, createdAt, retiredAt }: IdentityKey): z.infer<typeof listed> {
  return {
    id,
    algorithm,
    label,
    ...(algorithm !== 'HS256' && { publicKey: material }),
    createdAt: new Date(createdAt).toISOString(),
    ...(retiredAt !== undefined && { retiredAt: new Date(retiredAt).toISOString() }),
  }
}
