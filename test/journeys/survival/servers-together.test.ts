import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReceiver } from '../../../packages/server/src/hooks/receiver.case.ts'
import { startPostgres, type Postgres } from '../../harness/postgres.ts'
import { startServer, type Server } from '../../harness/server.ts'
import { countExports } from './audit.ts'

const DAY = 86_400_000
const WORDS = { title: 'More for your team', body: 'Team adds reports.', action: { label: 'Compare plans' } }
const CAMPAIGN = {
  name: 'Bigger',
  motion: 'upsell',
  problemSolved: 'The team cannot see its reports.',
  widget: { kind: 'card', slot: 'top', content: { en: WORDS, ja: WORDS } },
  cadence: { show: 'always' },
  goal: { kind: 'upgrade' },
}

let postgres: Postgres
let start: () => Promise<Server>
let one: Server
let other: Server

beforeEach(async () => {
  postgres = await startPostgres({ careless: true })
  const env = { DATABASE_URL: await postgres.create('espalier'), ESPALIER_PRIVATE_HOOKS: 'allow' }
  one = await startServer({ env })
  const { publicKey, secretKey } = one
  start = () => startServer({ env, publicKey, secretKey })
  other = await start()
  await countExports(one)
  await ask(one, 'PUT', '/v1/settings', { holdout: 0, budget: { quietFirstDays: 0 }, analysis: { accounts: 400 } })
}, 60_000)

afterEach(async () => {
  await Promise.all([one, other].map((server) => server?.stop().catch(() => undefined)))
  await postgres.remove()
})

async function ask({ url, secretKey }: Server, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${secretKey}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  // oxlint-disable-next-line typescript/no-explicit-any -- compared with what is expected
  return { status: answer.status, body: (await answer.json()) as any }
}

async function publish(server: Server, more: object = {}): Promise<void> {
  await ask(server, 'PUT', '/v1/campaigns/bigger', { ...CAMPAIGN, ...more })
  expect((await ask(server, 'POST', '/v1/campaigns/bigger/publish')).status).toBe(200)
}

/** How many campaigns a page is sent of which `account` is told. */
async function sentTo(account: string, server: Server): Promise<number> {
  const page = { ...server, secretKey: server.publicKey }
  return (await ask(page, 'POST', '/v1/boot', { userId: account, anonymousId: account, groupId: account })).body.campaigns.length
}

/** Exports of one person, told to both servers in turn until `stop`, which answers how many were taken. */
function exportsOf(person: string, account: string, statuses: ReadonlySet<string> = new Set(['accepted'])) {
  let going = true
  let taken = 0
  const sent = async (): Promise<void> => {
    for (let batch = 0; going; batch++) {
      const events = Array.from({ length: 10 }, (_, index) => ({
        type: 'track',
        event: 'Report Exported',
        userId: person,
        context: { groupId: account },
        messageId: `${person}-${batch}-${index}`,
        timestamp: new Date(Date.now() - 5000).toISOString(),
      }))
      const { body } = await ask(batch % 2 ? other : one, 'POST', '/v1/batch', { batch: events })
      const results = body.results as { status: string }[]
      expect(results.filter(({ status }) => !statuses.has(status))).toEqual([])
      taken += results.filter(({ status }) => status === 'accepted').length
    }
  }
  const sending = sent()
  return {
    get taken() {
      return taken
    },
    async stop() {
      going = false
      await sending
      return taken
    },
  }
}

const used = async (server: Server, account: string) => (await ask(server, 'GET', `/v1/accounts/${account}`)).body.usage?.[0]?.used

test('whom care spares is counted once a day, however many servers answer', async () => {
  await publish(one)
  await ask(one, 'PUT', '/v1/accounts/acme', { care: { pastDue: true } })
  for (const server of [one, other, one, other]) expect(await sentTo('acme', server)).toBe(0)
  for (const server of [one, other]) {
    expect((await ask(server, 'GET', '/v1/reports/held-back?days=1')).body.totals.byGate).toEqual([{ gate: 'care', times: 1, accounts: 1 }])
  }
})

test('a guardrail that several servers see crossed at once pauses once, and the owner is told once', async () => {
  await using receiver = await openReceiver()
  await ask(one, 'PUT', '/v1/hook', { url: receiver.url })
  await publish(one, { assignment: 'external' })
  const accounts = Array.from({ length: 400 }, (_, index) => `a${index}`)
  const told = (ids: readonly string[], before: number, status: string) => ({
    subscriptions: ids.map((account) => ({
      id: `s-${account}`,
      account,
      at: new Date(Date.now() - before * DAY).toISOString(),
      status,
      ...(status === 'active' && { price: 'p', amount: 5000 }),
    })),
  })
  // Who starts, or is told of billing, looks once and then rests for a minute, so that this one does not see who left.
  await Promise.all([one.stop(), other.stop()])
  const third = await start()
  const at = new Date(Date.now() - 5 * DAY).toISOString()
  const exposures = accounts.map((account, index) => ({ campaign: 'bigger', account, arm: index % 2 ? 'held-out' : 'treated', at }))
  await ask(third, 'POST', '/v1/exposures', { exposures })
  await ask(third, 'POST', '/v1/subscriptions', told(accounts, 30, 'active'))
  const leaving = accounts.filter((_, index) => index % 2 === 0).slice(0, 80)
  await ask(third, 'POST', '/v1/subscriptions', told(leaving, 1, 'canceled'))
  expect(await sentTo('a0', third)).toBe(1)
  await third.stop()

  ;[one, other] = await Promise.all([start(), start()])
  await receiver.arrived(1)
  expect([await sentTo('a0', one), await sentTo('a0', other)]).toEqual([0, 0])
  // Both have looked when they stop.
  await Promise.all([one.stop(), other.stop()])
  ;[one, other] = await Promise.all([start(), start()])
  await ask(one, 'POST', '/v1/hook/test')
  await receiver.arrived(2)
  expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual(['campaign.paused', 'test'])
  for (const server of [one, other]) {
    expect((await ask(server, 'GET', '/v1/campaigns/bigger/guardrails')).body.pauses).toHaveLength(1)
  }
})

test('an account that one server merges while both take its events loses none of them', async () => {
  const exports = exportsOf('mari', 'old')
  await expect.poll(() => exports.taken).toBeGreaterThan(100)
  await ask(one, 'PUT', '/v1/accounts/new', { traits: { name: 'New' } })
  expect((await ask(one, 'POST', '/v1/accounts/old/merge', { into: 'new' })).status).toBe(200)
  const merged = exports.taken
  await expect.poll(() => exports.taken).toBeGreaterThan(merged + 100)
  const taken = await exports.stop()
  expect([await used(one, 'new'), await used(other, 'new'), await used(other, 'old')]).toEqual([taken, taken, taken])
})

test('a person whom one server erases while both take their events is named by neither from then on', async () => {
  const named = async (server: Server) => {
    const asked = ['/v1/users?search=mari', '/v1/accounts?search=mari', '/v1/reports/home', '/v1/accounts/acme', '/v1/reports/features']
    return JSON.stringify(await Promise.all(asked.map((path) => ask(server, 'GET', path)))).includes('"mari"')
  }
  const exports = exportsOf('mari', 'acme', new Set(['accepted', 'rejected']))
  await expect.poll(() => exports.taken).toBeGreaterThan(100)
  expect([await named(one), await named(other)]).toEqual([true, true])
  expect((await ask(one, 'DELETE', '/v1/users/mari')).status).toBe(200)
  const taken = await exports.stop()
  expect([await named(one), await named(other)]).toEqual([false, false])
  expect([await used(one, 'acme'), await used(other, 'acme')]).toEqual([taken, taken])
})
