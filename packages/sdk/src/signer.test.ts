// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { expect, test, vi } from 'vitest'
import type { Client } from './verbs.ts'
import { useHostPage } from './testing/host-page.ts'

const host = useHostPage()

/** An unsigned token that ends `seconds` from now; whether it is good is for the server to say. */
function tokenFor(user: string, seconds = 3600, more: object = {}): string {
  const exp = Math.floor(host.clock.now() / 1000) + seconds
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'HS256', kid: 'k' })}.${part({ sub: user, exp, note: 'これ>>>', ...more })}.c2ln`
}

/** The tokens that came with events, by the users whose events they were. */
const carried = () => host.server.batches.map(({ token, events }) => [token, [...new Set(events.map(({ userId }) => userId))]])
/** From now on the server takes named events with one of these tokens alone. */
const enforce = (...good: string[]) => {
  host.server.accepts = (token) => good.includes(String(token))
}
const flush = async (client: Client) => {
  await client.flush()
}

test('each person’s events go with their own token, also after they have gone', async () => {
  let user = 'u_1'
  const asked: string[] = []
  const client = host.start({
    token: () => {
      asked.push(user)
      return `token-of-${user}`
    },
  })
  client.track('Landed')
  client.identify('u_1')
  client.group('acme')
  client.track('Report Exported')
  await flush(client)
  host.server.fault = { cut: 'before' }
  client.track('Signed Out')
  client.reset()
  user = 'u_2'
  client.identify('u_2')
  await flush(client)
  host.server.fault = {}
  await flush(client)
  const by = new Map(carried().map(([token, users]) => [token, users]))
  expect(by.get('token-of-u_1')).toEqual(['u_1'])
  expect(by.get('token-of-u_2')).toEqual(['u_2'])
  expect(by.get(undefined)).toEqual([undefined])
  expect(asked).toEqual(['u_1', 'u_2'])
  expect([...host.server.stored.values()].find(({ event }) => event === 'Signed Out')?.userId).toBe('u_1')
})

test('who leaves before a token was asked for is asked about once more, so that what they did is signed', async () => {
  const asked: unknown[] = []
  const client = host.start({
    token: ({ userId }) => {
      asked.push(userId)
      return `token-of-${userId}`
    },
  })
  enforce('token-of-u_1', 'token-of-u_2')
  client.identify('u_1')
  client.track('Report Exported')
  client.identify('u_2')
  client.track('Report Printed')
  client.reset()
  await flush(client)
  expect(new Set(asked)).toEqual(new Set(['u_1', 'u_2']))
  const stored = [...host.server.stored.values()].filter(({ event }) => event === 'Report Exported' || event === 'Report Printed')
  expect(stored.map(({ userId }) => userId)).toEqual(['u_1', 'u_2'])
})

test('what nobody here can sign yet waits for a minute, and no answer about whoever is here waits for it', async () => {
  enforce('token-of-u_1', 'token-of-u_2')
  let known = ''
  const client = host.start({ token: ({ userId }) => (userId === known ? `token-of-${userId}` : '') })
  client.identify('u_1')
  client.track('Report Exported')
  client.reset()
  await flush(client)
  known = 'u_2'
  client.identify('u_2')
  client.track('Report Printed')
  await flush(client)
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.some(({ userId }) => userId === 'u_2'))
  const stored = (name: string) => [...host.server.stored.values()].filter(({ event }) => event === name)
  expect([stored('Report Printed').length, stored('Report Exported').length]).toEqual([1, 0])
  host.clock.advance(50_000)
  await flush(client)
  known = 'u_1'
  client.identify('u_1')
  await flush(client)
  expect(stored('Report Exported').map(({ userId }) => userId)).toEqual(['u_1'])
  expect(stored('espalier:dropped')).toEqual([])
})

test('what nobody signed within a minute is refused for good, and counted', async () => {
  enforce()
  const client = host.start()
  client.identify('u_1')
  client.track('Report Exported')
  const sent = (name: string) => host.server.batches.flatMap(({ events }) => events.filter(({ event }) => event === name))
  await flush(client)
  host.clock.advance(50_000)
  await flush(client)
  expect([sent('Report Exported').length, sent('espalier:dropped').length]).toEqual([2, 0])
  host.clock.advance(11_000)
  await flush(client)
  await flush(client)
  expect(sent('Report Exported').length).toBe(3)
  expect(sent('espalier:dropped')[0]?.properties).toEqual({ rejected: 2 })
})

test('a boot carries the token, and one is asked for again before it ends', async () => {
  let asked = 0
  const client = await host.startReady({
    token: async () => {
      asked++
      return tokenFor('u_1', 600)
    },
  })
  expect([asked, host.server.boots[0]?.token]).toEqual([0, undefined])
  client.identify('u_1')
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.length === 2)
  expect([asked, host.server.boots[1]?.token]).toEqual([1, tokenFor('u_1', 600)])
  host.clock.advance(530_000)
  client.track('Early')
  await flush(client)
  expect(asked).toBe(1)
  host.clock.advance(11_000)
  client.track('Late')
  await flush(client)
  expect(asked).toBe(2)
})

test('a token that the server does not accept is asked for anew once, and nothing is lost or asked in a loop', async () => {
  const given: string[] = []
  const errors: unknown[] = []
  const client = host.start({
    token: () => {
      given.push(`t${given.length}`)
      return given.at(-1) ?? ''
    },
  })
  client.on('error', (detail) => errors.push(detail))
  enforce('t1')
  client.identify('u_1')
  await flush(client)
  expect(given).toEqual(['t0', 't1'])
  expect([...host.server.stored.values()].map(({ type }) => type)).toEqual(['identify'])
  expect(errors).toEqual([])
  enforce('nothing')
  for (let times = 0; times < 5; times++) {
    client.track('Refused')
    await flush(client)
  }
  expect(given.length).toBeLessThanOrEqual(4)
  expect(errors).toContainEqual({ code: 'token' })
})

test.each([
  [
    'throws',
    () => {
      throw new Error('planned')
    },
  ],
  ['rejects', () => Promise.reject(new Error('planned'))],
  ['gives nothing', () => undefined as unknown as string],
  ['gives no text', () => ({}) as unknown as string],
  ['gives far too much', () => 'x'.repeat(9000)],
])('a callback that %s harms nothing: events go without a token', async (_, token) => {
  const client = host.start({ token })
  client.identify('u_1')
  client.track('Report Exported')
  await flush(client)
  expect(host.names()).toEqual(['identify', 'Report Exported'])
  expect(carried()[0]?.[0]).toBeUndefined()
})

test('a callback that never answers is waited for no longer than ten seconds', async () => {
  const called = Promise.withResolvers<void>()
  const client = host.start({
    token: () => {
      called.resolve()
      return new Promise<string>(() => undefined)
    },
  })
  client.identify('u_1')
  const flushed = client.flush()
  await called.promise
  host.clock.advance(10_000)
  await flushed
  expect(host.names()).toEqual(['identify'])
})

test('where tokens are enforced and none is to be had, events wait for one', async () => {
  let works = false
  const client = host.start({
    token: () => {
      if (!works) throw new Error('planned')
      return 'good'
    },
  })
  enforce('good')
  client.identify('u_1')
  client.track('Report Exported')
  await flush(client)
  expect(host.names()).toEqual([])
  works = true
  await vi.waitFor(() => {
    host.clock.advance(1000)
    expect(host.server.stored.size).toBeGreaterThanOrEqual(2)
  })
  expect(host.names()).toEqual(['identify', 'Report Exported'])
})

test('a token can be given with identify, and another account gets one of its own', async () => {
  const client = host.start()
  client.identify('u_1', {}, { token: 'fixed' })
  await flush(client)
  expect(carried()).toEqual([['fixed', ['u_1']]])
  client.identify('u_1', {}, { token: () => Promise.resolve('made') })
  client.group('acme')
  await flush(client)
  client.group('beta')
  client.track('Report Exported')
  await flush(client)
  expect(
    carried()
      .slice(1)
      .flatMap(([token]) => token),
  ).toEqual(expect.arrayContaining(['made']))
})

test('while the page goes away, what cannot be signed stays', async () => {
  const token = Promise.withResolvers<string>()
  const called = Promise.withResolvers<void>()
  const client = host.start({
    token: () => {
      called.resolve()
      return token.promise
    },
  })
  client.identify('u_1')
  const flushed = client.flush()
  await called.promise
  client.track('Last Words')
  dispatchEvent(new Event('pagehide'))
  token.resolve('good')
  await flushed
  await client.flush()
  expect(carried()).toEqual([
    ['good', ['u_1']],
    ['good', ['u_1']],
  ])
})
