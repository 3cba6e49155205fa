import { join } from 'node:path'
import { TREATED } from '@espalier/core'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSender, type StripeSender } from './billing/stripe-sender.case.ts'
import { offer } from './decisions/workspace.case.ts'
import { ASKING, writingRequests } from './writing-requests.case.ts'

let open: StripeSender

const EXPORTS = {
  id: 'exports',
  name: { en: 'Exports', ja: 'エクスポート' },
  kind: 'metered',
  event: 'Report Exported',
  reset: 'month',
} as const

beforeEach(async () => {
  open = await openSender()
  const { body: catalog } = await open.call('GET', '/v1/catalog')
  await open.call('PUT', '/v1/catalog', { ...catalog, features: [EXPORTS] })
  await open.call('PUT', '/v1/campaigns/offer', offer({ lead: true }))
  await open.call('POST', '/v1/campaigns/offer/publish')
  await open.call('POST', '/v1/track', { event: 'Report Exported', userId: 'mari', messageId: 'before', context: { groupId: 'acme' } })
  const lead = { campaign: 'offer', version: 1, account: 'acme', person: 'mari', arm: TREATED, at: 1 }
  await open.deps.store.transaction(({ exposures }) => exposures.accepted([lead]))
  await open.deps.store.hooks.saveEndpoint({ url: 'https://hook.example/told', secret: 'whsec_AAAA', createdAt: 1 })
  await open.call('POST', '/v1/keys', { kind: 'public', label: 'to be revoked' })
  await open.call('POST', '/v1/identity/keys', { algorithm: 'HS256', label: 'first' })
  await open.call('POST', '/v1/debug', { user: 'mari' })
})

afterEach(() => open[Symbol.asyncDispose]())

const database = () => open.deps.store.database.db
const health = async () => {
  const { status, body } = await open.call('GET', '/health', undefined, { key: null })
  return [status, body.status, body.database.fault]
}

/** Another process that is in the middle of a long write. */
function lock(): () => unknown {
  const other = new Database(join(open.deps.store.database.location.folder, 'espalier.db'))
  other.exec('begin exclusive')
  return () => other.close()
}

const batch = (name: string, count: number) => ({
  batch: Array.from({ length: count }, (_, index) => ({
    type: 'track',
    event: 'Report Exported',
    userId: 'mari',
    messageId: `${name}-${index}`,
    properties: { note: 'x'.repeat(200) },
    context: { groupId: 'acme' },
  })),
})
const statuses = (body: { results: { status: string }[] }) => [...new Set(body.results.map(({ status }) => status))]
const exports = async (): Promise<number> => {
  const { body } = await open.call('GET', '/v1/accounts/acme')
  return body.usage[0].used
}

describe.each([
  {
    what: 'can be read only',
    code: 'storage-read-only',
    retryAfter: '30',
    spoil: async () => {
      await sql`pragma query_only = on`.execute(database())
      return () => sql`pragma query_only = off`.execute(database())
    },
  },
  { what: 'is locked by another process', code: 'storage-busy', retryAfter: '1', spoil: async () => lock() },
])('a database that $what', ({ code, retryAfter, spoil }) => {
  test('is named by every route that writes, while those that read answer, and mends without a restart', async () => {
    const mend = await spoil()
    for (const [route, send] of Object.entries(writingRequests(open, 'during'))) {
      if (route === 'delete /v1/decisions/backtest/{id}') continue
      const { status, headers, body } = await send()
      expect([route, status, body.error?.code, headers.get('retry-after')]).toEqual([route, 503, code, retryAfter])
    }
    for (const path of [
      '/v1/accounts/acme',
      '/v1/campaigns',
      '/v1/settings',
      '/v1/reports/campaigns/offer',
      '/v1/check?account=acme&feature=x',
    ]) {
      expect([path, (await open.call('GET', path)).status < 500]).toEqual([path, true])
    }
    expect((await open.call('POST', '/v1/boot', { anonymousId: 'v' }, { key: 'pk_test_demo' })).status).toBe(200)
    expect(await health()).toEqual([503, 'failing', code])
    await mend()
    expect(await health()).toEqual([200, 'ok', undefined])
    for (const [route, send] of Object.entries(writingRequests(open, 'after'))) {
      if (route.includes('backtest')) continue
      const { status } = await send()
      expect([route, status < 500]).toEqual([route, true])
    }
  })
})

test('every route is known to write, or only to ask', async () => {
  const { body } = await open.call('GET', '/v1/openapi.json')
  const changing = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).flatMap((method) => (method === 'get' ? [] : `${method} ${path}`)),
  )
  const known = [...Object.keys(writingRequests(open, 'x')), ...ASKING]
  expect(known.filter((route) => !changing.includes(route))).toEqual([])
  expect(changing.filter((route) => !known.includes(route) && !route.includes('/demo/'))).toEqual([])
})

test('a full disk keeps all that was acknowledged, nothing of what was not, and takes it when there is room', async () => {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database())
  await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 8)}`.execute(database())
  const acknowledged: number[] = []
  const refused: number[] = []
  const answers = new Set<string>()
  for (let round = 0; round < 12; round++) {
    const { status, headers, body } = await open.call('POST', '/v1/batch', batch(`round-${round}`, 50))
    ;(status === 200 ? acknowledged : refused).push(round)
    answers.add([status, body.error?.code ?? '', headers.get('retry-after') ?? ''].join(' '))
  }
  expect(answers).toEqual(new Set(['200  ', '503 storage-full 30']))
  expect(acknowledged.length).toBeGreaterThan(0)
  expect(refused.length).toBeGreaterThan(2)
  expect(await exports()).toBe(1 + 50 * acknowledged.length)
  await sql`pragma max_page_count = 1000000`.execute(database())
  for (const round of [...acknowledged, ...refused]) {
    const { body } = await open.call('POST', '/v1/batch', batch(`round-${round}`, 50))
    expect(statuses(body)).toEqual([acknowledged.includes(round) ? 'duplicate' : 'accepted'])
  }
  expect(await exports()).toBe(601)
  expect(await health()).toEqual([200, 'ok', undefined])
})

test('requests that wait for a locked database do not keep those waiting that only read', async () => {
  const unlock = lock()
  const writing = open.call('POST', '/v1/batch', batch('waiting', 3))
  const account = await open.call('GET', '/v1/check?account=acme&feature=exports')
  expect(account.status).toBeLessThan(500)
  unlock()
  expect(statuses((await writing).body)).toEqual(['accepted'])
})
