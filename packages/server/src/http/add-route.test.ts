import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openApp } from '../open-app.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { addRoute } from './add-route.ts'
import { parseBody, parseQuery } from './body.ts'
import type { Env } from './env.ts'
import { answerError } from './errors.ts'

const body = z.strictObject({ writeKey: z.string().optional(), rows: z.int().min(1) })
const query = z.object({ limit: z.coerce.number().int().max(100).default(50) })

let open: OpenApp
const app = new OpenAPIHono<Env>()

beforeAll(async () => {
  open = await openApp()
  app.onError((error, c) => answerError(error, c, open.deps))
  const common = { method: 'post', tag: 'Test', summary: 'Count rows', body } as const
  for (const access of ['public', 'key'] as const) {
    addRoute(app, open.deps, { ...common, path: `/${access}/{name}`, access }, async (c) => {
      const { rows } = await parseBody(c, body)
      return c.json({ rows, name: c.req.param('name'), caller: c.var.caller.kind })
    })
  }
  addRoute(app, open.deps, { method: 'get', tag: 'Test', summary: 'List rows', path: '/list', access: 'secret', query }, (c) =>
    c.json(parseQuery(c, query)),
  )
})

afterAll(() => open[Symbol.asyncDispose]())

async function send(path: string, text: string, headers: Record<string, string> = {}) {
  const answer = await app.request(path, { method: 'POST', body: text, headers: { origin: 'https://host.example', ...headers } })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

describe('a route for public keys', () => {
  test('answers to pages of any site, without credentials, also when it refuses', async () => {
    const preflight = await app.request('/public/a', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://host.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
    expect(Number(preflight.headers.get('access-control-max-age'))).toBeGreaterThan(3600)
    const answers = [
      await send('/public/a', '{"rows":1}', { authorization: 'Bearer pk_test_demo' }),
      await send('/public/a', '{"rows":0}', { authorization: 'Bearer pk_test_demo' }),
      await send('/public/a', '{"rows":1}'),
      await send('/public/a', '{"rows":'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 401, 400])
    for (const { headers } of [...answers, preflight]) {
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('access-control-allow-credentials')).toBeNull()
    }
  })

  test('takes the key from the body of a beacon', async () => {
    const beacon = { 'content-type': 'text/plain;charset=UTF-8' }
    expect(await send('/public/a', '{"writeKey":"pk_test_demo","rows":2}', beacon)).toMatchObject({
      status: 200,
      body: { rows: 2, name: 'a', caller: 'public' },
    })
    expect(await send('/public/a', '{"writeKey":"sk_test_demo","rows":2}', beacon)).toMatchObject({
      status: 403,
      body: { error: { code: 'key-not-allowed' } },
    })
    expect(await send('/key/a', '{"writeKey":"sk_test_demo","rows":2}', beacon)).toMatchObject({
      status: 403,
      body: { error: { code: 'key-not-allowed' } },
    })
    expect(await send('/public/a', '{"writeKey":7,"rows":2}', beacon)).toMatchObject({
      status: 401,
      body: { error: { code: 'key-missing' } },
    })
  })
})

test('a route for secret keys stays silent to other sites', async () => {
  const answer = await app.request('/list?limit=7', { headers: { authorization: 'Bearer sk_test_demo', origin: 'https://host.example' } })
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  expect(await answer.json()).toEqual({ limit: 7 })
})

test('an id that no database could hold is refused by its name', async () => {
  for (const id of ['a%00b', '%00', '%7f', 'x'.repeat(257)]) {
    const { status, body } = await send(`/key/${id}`, '{"rows":1}', { authorization: 'Bearer sk_test_demo' })
    expect([status, body]).toMatchObject([400, { error: { code: 'invalid-id', field: 'name' } }])
  }
})

test('a query with a name that nobody reads is refused, and says which there are', async () => {
  const asked = async (query: string) => {
    const answer = await app.request(`/list${query}`, { headers: { authorization: 'Bearer sk_test_demo' } })
    return { status: answer.status, error: ((await answer.json()) as { error?: unknown }).error }
  }
  expect((await asked('?limit=7')).status).toBe(200)
  expect(await asked('?limit=7&limits=8')).toEqual({
    status: 400,
    error: { code: 'invalid-query', message: 'limits: unknown parameter; expected limit', field: 'limits', expected: 'limit' },
  })
})

test('a wrong query names its field', async () => {
  const answer = await app.request('/list?limit=1000', { headers: { authorization: 'Bearer sk_test_demo' } })
  expect([answer.status, await answer.json()]).toEqual([
    400,
    expect.objectContaining({ error: expect.objectContaining({ field: 'limit', expected: 'at most 100' }) }),
  ])
})

test('the document describes parameters, body and keys', () => {
  const { paths } = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Test', version: '1' } })
  expect(paths?.['/key/{name}']?.post).toMatchObject({
    operationId: 'post_key_name',
    parameters: [{ name: 'name', in: 'path', required: true }],
    requestBody: { content: { 'application/json': { schema: { required: ['rows'], additionalProperties: false } } } },
    security: [{ publicKey: [] }, { secretKey: [] }],
  })
  expect(paths?.['/list']?.get?.parameters).toMatchObject([{ name: 'limit', in: 'query', schema: { maximum: 100, default: 50 } }])
})
