// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { expect, test } from 'vitest'
import { useHostPage } from './testing/host-page.ts'

const host = useHostPage()

test('what is said of who is there waits for the next task, and for nothing longer', async () => {
  const client = host.start()
  const role = { role: 'admin' }
  client.identify('u_42', role)
  role.role = 'guest'
  expect(localStorage).toHaveLength(0)
  host.clock.advance(0)
  expect(client.check('teleport').allowed).toBe(true)
  await client.flush()
  expect([...host.server.stored.values()]).toMatchObject([{ type: 'identify', userId: 'u_42', traits: { role: 'admin' } }])
})

test('an event is in the storage before the task ends which opened the page, after those who did it', async () => {
  const client = host.start()
  client.identify('u_42')
  client.group('acct_7')
  client.track('Report Exported')
  await Promise.resolve()
  const kept = Object.keys(localStorage).filter((name) => name.startsWith('espalier:early:'))
  expect(kept.map((name) => localStorage.getItem(name)).join()).toMatch(/identify.*group.*Report Exported.*acct_7/)
  client.shutdown()
})

test('says what went wrong to those who listen late, too, and keeps no more of it than a few', async () => {
  const client = host.start()
  for (let times = 0; times < 100; times++) client.track('')
  client.identify('')
  const heard: unknown[] = []
  client.on('error', ({ field }) => heard.push(field))
  client.on('toString' as 'ready', () => heard.push('nothing of the kind'))
  await Promise.resolve()
  expect(new Set(heard)).toEqual(new Set(['event', 'userId']))
  expect(heard.length).toBeLessThanOrEqual(10)
  heard.length = 0
  client.group('')
  expect(heard).toEqual(['groupId'])
  client.shutdown()
})

const stored = () => [...host.server.stored.values()]

test('who was named before the person agreed is known once they do, and again after they changed their mind', async () => {
  const client = host.start({ consent: 'denied' })
  client.group('acct_7', { size: 3 })
  client.identify('u_42', { role: 'admin' })
  client.identify('u_42', { team: 'ops' })
  host.clock.advance(0)
  client.track('Report Opened')
  expect([localStorage.length, stored()]).toEqual([0, []])

  client.consent('granted')
  client.track('Report Exported')
  await client.flush()
  const named = { userId: 'u_42', context: { groupId: 'acct_7' } }
  expect(stored().at(-1)).toMatchObject({ event: 'Report Exported', ...named })
  expect(stored().flatMap(({ traits }) => traits ?? [])).toEqual([{ size: 3 }, { role: 'admin' }, { team: 'ops' }])
  expect(host.names()).not.toContain('Report Opened')

  client.consent('denied')
  expect(localStorage).toHaveLength(0)
  client.consent('granted')
  client.track('Report Printed')
  await client.flush()
  expect(stored().at(-1)).toMatchObject({ event: 'Report Printed', ...named })
})

test.each([
  ['by a log-out', true],
  ['without one', false],
])('nothing is ever said of somebody who left before anybody agreed, %s', async (_, out) => {
  const client = host.start({ consent: 'denied' })
  client.identify('u_1')
  client.group('acct_1')
  if (out) client.reset()
  client.identify('u_2')
  client.consent('granted')
  client.track('Report Exported')
  await client.flush()
  expect(stored().at(-1)).toMatchObject({ event: 'Report Exported', userId: 'u_2' })
  expect(JSON.stringify(stored())).not.toMatch(/u_1|acct_1/)
})

test('two who are named one after the other before the page has opened are both told of', async () => {
  const client = host.start()
  client.identify('u_1')
  client.identify('u_2')
  await client.flush()
  expect(stored().map(({ userId }) => userId)).toEqual(['u_1', 'u_2'])
})

const LONG = 'x'.repeat(300)

test.each<[field: string, call: [verb: string, ...args: unknown[]]]>([
  ['userId', ['identify', ' ']],
  ['userId', ['identify', LONG]],
  ['groupId', ['group', ' \t']],
  ['groupId', ['group', LONG]],
  ['event', ['track', ' ']],
  ['event', ['track', LONG]],
  ['name', ['page', 42]],
  ['name', ['page', { name: 'Reports' }]],
  ['name', ['page', ' ']],
  ['name', ['page', LONG]],
  ['feature', ['setUsage', LONG, { used: 1 }]],
  ['listener', ['on', 'change', 'draw']],
])('tells at once that %s cannot be understood, and sends nothing: %j', async (field, [verb, ...args]) => {
  const client = await host.startReady()
  const heard: unknown[] = []
  client.on('error', (detail) => heard.push(detail))
  ;(client as unknown as Record<string, (...args: unknown[]) => unknown>)[verb]?.(...args)
  expect(heard).toEqual([{ code: 'argument', field }])
  client.setUsage('seats', { used: 2, limit: 5 })
  await client.flush()
  expect(heard).toHaveLength(1)
  expect(host.names()).toEqual(['espalier:usage'])
})

test.each(['tomorrow', '', '2026-13-01T00:00:00Z', {}])(
  'usage that starts again at a time that cannot be read is told and not sent: %o',
  async (resetsAt) => {
    const client = await host.startReady()
    const heard: unknown[] = []
    client.on('error', (detail) => heard.push(detail))
    client.setUsage('seats', { used: 2, limit: 5 })
    client.setUsage('seats', { used: 4, limit: 5, resetsAt: resetsAt as string })
    expect(heard).toEqual([{ code: 'argument', field: 'resetsAt' }])
    expect(client.check('seats')).toMatchObject({ reason: 'entitled', used: 2, limit: 5 })
  },
)

test('usage may say that it never starts again, or when it does', async () => {
  const client = await host.startReady()
  const heard: unknown[] = []
  client.on('error', (detail) => heard.push(detail))
  client.setUsage('seats', { used: 5, limit: 5, resetsAt: null as unknown as string })
  expect(client.check('seats')).toMatchObject({ allowed: false, reason: 'limit-reached', used: 5 })
  client.setUsage('seats', { used: 5, limit: 5, resetsAt: '2027-01-01T00:00:00+09:00' })
  expect(client.check('seats').resetsAt).toBe('2026-12-31T15:00:00.000Z')
  expect(heard).toEqual([])
})

test('who gives no listener can stop listening all the same', () => {
  expect(host.start().on('change', undefined as never)()).toBeUndefined()
})

test('what is as long as the server takes is sent, and a page view needs no name', async () => {
  const client = await host.startReady()
  const heard: unknown[] = []
  client.on('error', (detail) => heard.push(detail))
  client.identify('u'.repeat(256))
  client.group('g'.repeat(256))
  client.track('e'.repeat(200))
  client.page('p'.repeat(200))
  client.page()
  client.page('')
  client.page(null as unknown as undefined)
  await client.flush()
  expect(heard).toEqual([])
  const sent = [...host.server.stored.values()].filter(({ event }) => !event?.startsWith('espalier:'))
  expect(sent.map(({ type }) => type)).toEqual(['identify', 'group', 'track', 'page', 'page', 'page', 'page'])
})

test.each([
  { used: -1 },
  { used: '3' },
  { used: Infinity },
  { used: 3, limit: Number.NaN },
  { used: 3, limit: -10 },
  { used: 3, limit: '10' },
  { limit: 10 },
  undefined,
])('usage that cannot be understood makes nothing unlimited and changes nothing: %o', async (usage) => {
  const client = await host.startReady()
  const heard: unknown[] = []
  client.on('error', (detail) => heard.push(detail))
  client.setUsage('seats', { used: 2, limit: 5 })
  client.setUsage('seats', usage as never)
  expect(heard).toEqual([{ code: 'argument', field: 'used' }])
  expect(client.check('seats')).toMatchObject({ used: 2, limit: 5 })
  client.setUsage('seats', { used: 7, limit: 5 })
  expect(client.check('seats')).toMatchObject({ used: 7, limit: 5, allowed: false })
})
