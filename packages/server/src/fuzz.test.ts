import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { badRequests } from './bad-requests.case.ts'
import type { BadRequest, DescribedRoute } from './bad-requests.case.ts'
import { readDemoFiles } from './demo/demo-files.ts'
import { openApp } from './open-app.case.ts'
import type { OpenApp } from './open-app.case.ts'

const SEED = 20_261_122
const COUNT = 3000

/** A route that fails at nearly every body, in none of the lists. */
const PLANTED = '/planted'

let open: OpenApp
let routes: DescribedRoute[]

interface Operation {
  requestBody?: { content: { 'application/json': { schema: { properties?: object } } } }
}

beforeAll(async () => {
  open = await openApp()
  open.app.post(PLANTED, async (c) => c.json(((await c.req.json()) as { deep: { er: string } }).deep.er.length))
  const { catalog, campaigns } = await readDemoFiles()
  await open.call('PUT', '/v1/catalog', catalog)
  for (const one of campaigns) {
    await open.call('PUT', `/v1/campaigns/${one.id}`, one)
    await open.call('POST', `/v1/campaigns/${one.id}/publish`)
  }
  await open.call('PUT', '/v1/accounts/acme', { traits: { name: 'Acme' } })
  await open.call('POST', '/v1/track', { event: 'Report Exported', userId: 'mari', context: { groupId: 'acme' } })
  // The first link brings the secret that signs links, the sign-in its tables.
  await open.call('POST', '/v1/debug', { user: 'mari' })
  await open.call('POST', '/api/demo-session', undefined, { key: null })
  const { body } = await open.call('GET', '/v1/openapi.json')
  routes = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      fields: Object.keys(requestBody?.content['application/json'].schema.properties ?? {}),
    })),
  )
})

afterAll(() => open[Symbol.asyncDispose]())

/** What counts requests that nobody signed: it is there for these very requests, and written within a second of them. */
const COUNTED = 'unsigned_billing'

/** Every row of every table but that one. */
async function everything(): Promise<Record<string, unknown>> {
  const { db } = open.deps.store.database
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table' order by name`.execute(db)
  const tables = rows
    .filter(({ name }) => name !== COUNTED)
    .map(async ({ name }) => [name, (await sql`select * from ${sql.table(name)}`.execute(db)).rows])
  return Object.fromEntries(await Promise.all(tables)) as Record<string, unknown>
}

/** Sends them one after another and answers those that the server failed at. */
async function failed(requests: readonly BadRequest[]): Promise<string[]> {
  const failures: string[] = []
  for (const { method, path, headers, body } of requests) {
    const answer = await open.app.request(path, { method, headers, ...(body === undefined ? {} : { body }) })
    await answer.arrayBuffer()
    if (answer.status >= 500) failures.push(`${answer.status} ${method} ${path.slice(0, 80)} ${String(body).slice(0, 200)}`)
  }
  return failures
}

test('refuses thousands of malformed requests without failing or changing anything', async () => {
  const before = await everything()
  expect(await failed(badRequests(routes, COUNT, SEED))).toEqual([])
  expect(await everything()).toEqual(before)
}, 60_000)

test('notices a route that fails, and a change', async () => {
  const planted = badRequests([{ method: 'POST', path: PLANTED, fields: ['deep'] }], 30, SEED)
  expect((await failed(planted)).length).toBeGreaterThan(5)
  const before = await everything()
  expect((await open.call('POST', '/v1/track', { event: 'Report Exported', userId: 'mari' })).status).toBe(200)
  expect(await everything()).not.toEqual(before)
})
