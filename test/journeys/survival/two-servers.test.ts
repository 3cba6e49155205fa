import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReceiver } from '../../../packages/server/src/hooks/receiver.case.ts'
import { openStore } from '../../../packages/server/src/store/open.ts'
import { startPostgres, type Postgres } from '../../harness/postgres.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { createDice } from '../law/dice.ts'
import { audit, countExports } from './audit.ts'
import { createLoad } from './load.ts'

const REPORTS = ['/v1/reports/home', '/v1/reports/features', '/v1/reports/revenue', '/v1/campaigns', '/v1/accounts', '/v1/users']

let postgres: Postgres
let url: string
let one: Server
let other: Server

beforeEach(async () => {
  postgres = await startPostgres({ careless: true })
  url = await postgres.create('espalier')
  const options = { env: { DATABASE_URL: url, ESPALIER_PRIVATE_HOOKS: 'allow' } }
  // Both find an empty database, and both want to make its tables.
  ;[one, other] = await Promise.all([startServer(options), startServer(options)])
  const [first, second] = [one.secretKey, other.secretKey]
  expect([first, second].filter(Boolean)).toHaveLength(1)
  for (const server of [one, other]) {
    server.secretKey = first || second
    server.publicKey = one.publicKey || other.publicKey
  }
  await countExports(one)
}, 60_000)

afterEach(async () => {
  await Promise.all([one, other].map((server) => server?.stop().catch(() => undefined)))
  await postgres.remove()
})

async function ask({ url: address, secretKey }: Server, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${secretKey}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(address + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  // oxlint-disable-next-line typescript/no-explicit-any -- compared with what is expected
  const told = (await answer.json()) as any
  return { status: answer.status, retryAfter: Number(answer.headers.get('retry-after')), body: told }
}

/** What a server reports, without when it was asked. */
async function reportsOf(server: Server): Promise<unknown[]> {
  const told = await Promise.all(REPORTS.map((path) => ask(server, 'GET', path)))
  return JSON.parse(JSON.stringify(told).replaceAll(/"asOf":"[^"]*"/g, '"asOf":"now"')) as unknown[]
}

const target = (server: Server) => ({ url: server.url, key: server.secretKey })

test('two servers that write about the same people at once count the same, and report the same', async () => {
  const loads = [one, other].map((_, index) => createLoad(createDice(index + 1).roll))
  for (const [index, load] of loads.entries()) load.start(target([one, other][index] ?? one))
  await Promise.all(loads.map((load) => load.answers(20)))
  await Promise.all(loads.map((load) => load.stop()))
  const together = { ...createLoad(Math.random), acknowledged: new Map(loads.flatMap((load) => [...load.acknowledged])) }
  for (const server of [one, other]) expect(await audit(server, together)).toEqual({ lost: 0, miscounted: [] })
  for (const load of loads) {
    const again = await load.sendAgain(target(one))
    expect([...again.keys()]).toEqual(['acknowledged, now duplicate'])
  }
  expect(await reportsOf(one)).toEqual(await reportsOf(other))
})

test('what one server is told the other knows with its next answer', async () => {
  await ask(one, 'PUT', '/v1/settings', { holdout: 0.25 })
  expect((await ask(other, 'GET', '/v1/settings')).body.holdout).toBe(0.25)
  const { key, id } = (await ask(one, 'POST', '/v1/keys', { kind: 'secret', label: 'second' })).body
  const withKey = async (server: Server) => (await ask({ ...server, secretKey: key }, 'GET', '/v1/settings')).status
  expect([await withKey(one), await withKey(other)]).toEqual([200, 200])
  await ask(one, 'DELETE', `/v1/keys/${id}`)
  expect(await withKey(one)).toBe(401)
  // A key that was just used there is trusted for a second.
  await expect.poll(() => withKey(other), { timeout: 10_000 }).toBe(401)

  const owner = { name: 'Mari', email: 'mari@example.com', password: 'correct horse' }
  const post = (server: Server, path: string, body: object) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify(body),
    })
  const answers = await Promise.all([
    post(one, '/api/auth/sign-up/email', owner),
    post(other, '/api/auth/sign-up/email', { ...owner, email: 'ken@example.com' }),
  ])
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
  const cookie =
    answers
      .find(({ ok }) => ok)
      ?.headers.getSetCookie()[0]
      ?.split(';', 1)[0] ?? ''
  const signedIn = async (server: Server) => (await fetch(`${server.url}/v1/settings`, { headers: { cookie } })).status
  expect([await signedIn(one), await signedIn(other)]).toEqual([200, 200])
  await fetch(`${one.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { cookie, origin: one.url, 'content-type': 'application/json' },
    body: '{}',
  })
  expect([await signedIn(one), await signedIn(other)]).toEqual([401, 401])
})

test('a campaign that one server publishes and pauses is shown and held back by the other at once', async () => {
  const words = { title: 'One export left', body: 'Business has no limit.', action: { label: 'Compare plans' } }
  const campaign = {
    name: 'Offer',
    motion: 'upsell',
    problemSolved: 'The team runs out of exports.',
    widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
    cadence: { show: 'always' },
    goal: { kind: 'upgrade' },
  }
  await ask(one, 'PUT', '/v1/settings', { holdout: 0, budget: { quietFirstDays: 0 } })
  const shown = async (server: Server) => {
    const { body } = await ask({ ...server, secretKey: server.publicKey }, 'POST', '/v1/boot', { userId: 'mari', anonymousId: 'v' })
    return body.campaigns.length
  }
  expect([await shown(one), await shown(other)]).toEqual([0, 0])
  await ask(one, 'PUT', '/v1/campaigns/offer', campaign)
  await ask(one, 'POST', '/v1/campaigns/offer/publish')
  expect([await shown(other), await shown(one)]).toEqual([1, 1])
  await ask(other, 'POST', '/v1/campaigns/offer/state', { state: 'paused' })
  expect([await shown(one), await shown(other)]).toEqual([0, 0])
})

test('messages to the owner are sent once, whichever server sends them', async () => {
  await using receiver = await openReceiver()
  await ask(one, 'PUT', '/v1/hook', { url: receiver.url })
  await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index % 2 ? one : other, 'POST', '/v1/hook/test')))
  await receiver.arrived(20)
  // A message that were sent twice would come while the others do, or right after them.
  await ask(one, 'POST', '/v1/hook/test')
  await receiver.arrived(21)
  const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
  expect([ids.length, new Set(ids).size]).toEqual([21, 21])
})

test('a server that is killed while it writes takes nothing with it, and the other goes on', async () => {
  const [load, kept] = [createLoad(createDice(7).roll), createLoad(createDice(8).roll)]
  load.start(target(one))
  kept.start(target(other))
  await load.answers(10)
  await one.kill()
  await load.refused()
  await kept.answers(10)
  await kept.stop()
  load.start(target(other))
  await load.answers(10)
  await load.stop()
  const together = { ...load, acknowledged: new Map([...load.acknowledged, ...kept.acknowledged]) }
  expect(await audit(other, together)).toEqual({ lost: 0, miscounted: [] })
})

test('a server that hangs while it holds the lock keeps the others waiting for seconds, not for ever', { timeout: 60_000 }, async () => {
  const hanging = await openStore({ url, folder: one.folder })
  const [held, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const transaction = hanging.transaction(() => {
    held.resolve()
    return over.promise
  })
  await held.promise
  const track = (server: Server, messageId: string) =>
    ask(server, 'POST', '/v1/track', { event: 'Report Exported', userId: 'mari', messageId })
  const asked = performance.now()
  const [refused, again] = await Promise.all([track(one, 'first'), track(other, 'second')])
  expect([refused.status, refused.body.error.code, refused.retryAfter]).toEqual([503, 'storage-busy', 1])
  expect([again.status, performance.now() - asked < 30_000]).toEqual([503, true])
  expect((await ask(one, 'GET', '/v1/settings')).status).toBe(200)
  over.resolve()
  await transaction
  await hanging.close()
  expect((await track(one, 'first')).body.results[0].status).toBe('accepted')
})

test('a database that is restarted under both refuses for a while, and both recover by themselves', async () => {
  const loads = [createLoad(createDice(3).roll), createLoad(createDice(4).roll)]
  for (const [index, load] of loads.entries()) load.start(target([one, other][index] ?? one))
  await Promise.all(loads.map((load) => load.answers(5)))
  await postgres.stop()
  await Promise.all(loads.map((load) => load.refused()))
  for (const load of loads) expect([...load.refusals.keys()]).toEqual([503])
  for (const server of [one, other]) {
    const { status, retryAfter } = await ask(server, 'GET', '/v1/settings')
    expect([status, retryAfter]).toEqual([503, 5])
  }
  await postgres.start()
  for (const [index, load] of loads.entries()) load.start(target([one, other][index] ?? one))
  await Promise.all(loads.map((load) => load.answers(5)))
  await Promise.all(loads.map((load) => load.stop()))
  const together = { ...createLoad(Math.random), acknowledged: new Map(loads.flatMap((load) => [...load.acknowledged])) }
  expect(await audit(other, together)).toEqual({ lost: 0, miscounted: [] })
})
