// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import type { Entitlement } from '@espalier/core/schema'
import { expect, test, vi } from 'vitest'
import { useHostPage } from './testing/host-page.ts'
import { CARD, sampleBoot } from './testing/sample-boot.ts'

const host = useHostPage()
const exports = (used: number): Entitlement => ({
  kind: 'metered',
  name: { en: 'Exports', ja: 'エクスポート' },
  allowed: true,
  used,
  limit: 10,
  event: 'Report Exported',
})

test('sends identify before it asks what the person may see, in one question', async () => {
  const client = host.start()
  client.identify('u_42', { role: 'admin' })
  client.group('acct_7', { plan: 'team' })
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.length === 1)
  expect(host.names()).toEqual(['identify', 'group'])
  expect(host.server.boots[0]).toMatchObject({ userId: 'u_42', groupId: 'acct_7', writeKey: 'pk_test_demo' })
  expect([...host.server.stored.values()][1]).toMatchObject({
    type: 'group',
    groupId: 'acct_7',
    userId: 'u_42',
    context: { groupId: 'acct_7' },
    seq: 1,
  })
  expect(host.server.batches[0]?.type).toMatch(/^text\/plain/)
})

test('counts an event once, before and after the server knows it', async () => {
  const client = await host.startReady()
  expect(client.check('exports')).toMatchObject({ allowed: true, reason: 'entitled', used: 7, limit: 10, remaining: 3 })
  client.track('Report Exported')
  expect(client.check('exports').used).toBe(8)
  await client.flush()
  expect(client.check('exports').used).toBe(8)
  host.server.boot = sampleBoot([], { entitlements: { exports: exports(9) } })
  client.identify('u_1')
  client.track('Report Exported')
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.length === 2)
  await client.flush()
  expect(client.check('exports').used).toBe(9)
})

test('tells when a limit gets near and when it is reached, and then refuses', async () => {
  const client = await host.startReady()
  const told: unknown[] = []
  client.on('limit:near', (detail) => told.push(['near', detail]))
  client.on('limit:reached', (detail) => told.push(['reached', detail]))
  for (let times = 0; times < 4; times++) client.track('Report Exported')
  expect(told).toEqual([
    ['near', { feature: 'exports', used: 8, limit: 10 }],
    ['reached', { feature: 'exports', used: 10, limit: 10 }],
  ])
  expect(client.check('exports')).toMatchObject({ allowed: false, reason: 'limit-reached', used: 11, remaining: 0 })
})

test('checks features from the last known state and lets pass what it does not know', async () => {
  const early = host.start()
  expect(early.check('analytics')).toEqual({ allowed: true, reason: 'not-loaded' })
  early.shutdown()
  const client = await host.startReady()
  expect(client.check('analytics')).toMatchObject({ allowed: false, reason: 'not-in-plan', name: { ja: '分析' } })
  expect(client.check('teleport')).toEqual({ allowed: true, reason: 'unknown-feature' })
  client.setUsage('seats', { used: 4, limit: null })
  expect(client.check('seats')).toMatchObject({ allowed: true, reason: 'unlimited', unlimited: true, used: 4 })
})

test('takes names that every object inherits for names like any other, and changes no object of the page', async () => {
  const shapeOf = (one: object): string =>
    JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(one)).map(([key, { value }]) => [key, typeof value]))
  const inherited = Object.getOwnPropertyNames(Object.prototype)
  const shapes = (): string[] =>
    [Object.prototype, Object, ...inherited.map((name) => Object(({} as Record<string, unknown>)[name]) as object)].map(shapeOf)
  const before = shapes()
  host.server.boot = sampleBoot([{ ...CARD, audience: { 'event.toString.count': { $gte: 2 } } }])
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  const client = await host.startReady()
  await host.settle(client)
  const errors: unknown[] = []
  client.on('error', (error) => errors.push(error))
  for (const name of inherited) {
    expect(client.check(name)).toEqual({ allowed: true, reason: 'unknown-feature' })
    client.track(name)
    client.setUsage(name, { used: 4, limit: 5 })
    expect(client.check(name)).toMatchObject({ allowed: true, reason: 'entitled', used: 4, remaining: 1 })
  }
  expect(host.screen).toEqual([])
  client.track('toString')
  await host.settle(client)
  expect(host.screen).toHaveLength(1)
  expect(errors).toEqual([])
  expect(shapes()).toEqual(before)
})

test('forgets the person at reset, and still sends what they did as theirs', async () => {
  const client = await host.startReady()
  client.identify('u_1', { email: 'person@example.com' })
  client.track('Signed Out')
  const before = JSON.parse(localStorage.getItem('espalier:person') ?? '{}') as { anonymousId?: string }
  client.reset()
  const after = JSON.parse(localStorage.getItem('espalier:person') ?? '{}') as { anonymousId?: string; userId?: string }
  expect(after.anonymousId).not.toBe(before.anonymousId)
  expect(JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])).not.toContain('u_1')
  await client.flush()
  expect([...host.server.stored.values()].find(({ event }) => event === 'Signed Out')).toMatchObject({ userId: 'u_1' })
})

test("never uses another person's answer of the server", async () => {
  const client = await host.startReady()
  client.identify('u_1')
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.length === 2)
  await client.flush()
  expect(client.check('analytics').allowed).toBe(false)
  host.server.fault = { cut: 'before' }
  client.identify('u_2')
  expect(client.check('analytics')).toEqual({ allowed: true, reason: 'not-loaded' })
})

test('is ready for somebody else than the kept answer is about when theirs is there', async () => {
  const first = await host.startReady()
  first.shutdown()
  const second = host.start()
  second.identify('u_2')
  const found = new Promise((resolve) => second.on('ready', () => resolve(second.check('analytics').reason)))
  host.clock.advance(0)
  expect(await found).toBe('not-in-plan')
})

test('decides from the last answer while the server cannot be reached', async () => {
  const first = await host.startReady()
  first.shutdown()
  host.server.fault = { cut: 'before' }
  const second = host.start()
  expect(second.check('analytics')).toMatchObject({ allowed: false, reason: 'not-in-plan' })
})

test('stops at a refused key, keeps what waits, and says so once', async () => {
  host.server.fault = { status: 401 }
  const errors: unknown[] = []
  const client = host.start()
  client.on('error', (error) => errors.push(error))
  client.track('Kept')
  await client.flush()
  await client.flush()
  expect(errors).toEqual([{ code: 'key', status: 401 }])
  client.shutdown()
  host.server.fault = {}
  await host.start().flush()
  expect(host.names()).toEqual(['Kept'])
})

test('stores and sends nothing without consent, and deletes what waits when it is withdrawn', async () => {
  const client = host.start({ consent: 'denied' })
  client.track('Unseen')
  await client.flush()
  expect(localStorage.length + sessionStorage.length).toBe(0)
  expect(await indexedDB.databases()).toEqual([])
  client.consent('granted')
  client.track('Seen')
  await client.flush()
  expect(host.names()).toEqual(['Seen'])

  host.server.fault = { cut: 'before' }
  client.track('Withdrawn')
  await client.flush()
  client.consent('denied')
  expect(localStorage.length + sessionStorage.length).toBe(0)
  host.server.fault = {}
  client.consent('granted')
  client.track('Again')
  await client.flush()
  await client.flush()
  expect(host.names()).toEqual(['Seen', 'Again', 'espalier:dropped'])
  expect([...host.server.stored.values()].at(-1)?.properties).toEqual({ consent: 1 })
})

test('names the wrong option, and swallows everything else', async () => {
  expect(() => host.start({ key: 'sk_secret' })).toThrow('espalier: key: expected pk_...')
  expect(() => host.start({ host: 'grow.example.com' })).toThrow('espalier: host: expected https://...')
  expect(() => host.start({ locale: 'fr' as 'en' })).toThrow('espalier: locale: expected en, ja, auto')
  const client = await host.startReady()
  const fields: unknown[] = []
  client.on('error', ({ field }) => fields.push(field))
  const wrong = client as unknown as Record<string, (...args: unknown[]) => unknown>
  wrong['track']?.()
  wrong['track']?.('espalier:shown')
  wrong['identify']?.({ id: 1 })
  wrong['setUsage']?.('seats', 'many')
  expect(fields).toEqual(['event', 'event', 'userId', 'used'])
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  client.track('Circle', circle)
  client.track('Line')
  await client.flush()
  await client.flush()
  expect(host.names()).toEqual(['Line', 'espalier:dropped'])
})

test('leaves no timer and no listener behind', async () => {
  host.server.boot = sampleBoot([CARD])
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot><button data-espalier-track="Clicked">x</button>'
  const client = await host.startReady()
  await host.settle(client)
  expect(host.screen).toHaveLength(1)
  client.shutdown()
  expect(host.screen).toEqual([])
  expect(host.clock.timers()).toBe(0)
  document.querySelector('button')?.click()
  window.dispatchEvent(new Event('online'))
  document.body.append('more')
  await Promise.resolve()
  expect(host.clock.timers()).toBe(0)
  expect(client.check('exports')).toEqual({ allowed: true, reason: 'not-loaded' })
})

test('lets nobody wait for an answer that consent rules out', async () => {
  const client = host.start({ consent: 'denied' })
  const ready = vi.fn<() => void>()
  await new Promise<void>((resolve) => client.on('ready', () => resolve(ready())))
  client.consent('granted')
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.length === 1)
  await client.flush()
  expect(ready).toHaveBeenCalledOnce()
})

test('survives storage that throws', async () => {
  const refuse = (): never => {
    throw new DOMException('blocked', 'SecurityError')
  }
  vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(refuse)
  vi.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(refuse)
  vi.spyOn(globalThis, 'indexedDB', 'get').mockImplementation(refuse)
  const client = await host.startReady()
  client.identify('u_1')
  client.track('Works')
  await client.flush()
  expect(host.names()).toEqual(['identify', 'Works'])
})

test('what is seldom new is neither sent nor kept again, and what changed is', async () => {
  const whole = sampleBoot([CARD], { edition: 'first' })
  const { campaigns: _, ...rest } = whole
  host.server.boot = whole
  const first = await host.startReady()
  first.shutdown()
  const kept = localStorage.getItem('espalier:campaigns')
  expect(kept).toContain('near-limit')
  expect(localStorage.getItem('espalier:boot')).not.toContain('near-limit')

  host.server.boot = rest as typeof whole
  const second = await host.startReady()
  await host.server.until(() => host.server.boots.length === 2)
  await second.flush()
  expect(host.server.boots.map(({ edition }) => edition)).toEqual([undefined, 'first'])
  expect((await second.explain()).map(({ campaign }) => campaign)).toEqual(['near-limit'])
  expect(localStorage.getItem('espalier:campaigns')).toBe(kept)

  host.server.boot = sampleBoot([{ ...CARD, id: 'other' }], { edition: 'second' })
  second.identify('u_9')
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.length === 3)
  await second.flush()
  expect((await second.explain()).map(({ campaign }) => campaign)).toEqual(['other'])
  // Somebody else is answered in full.
  expect(host.server.boots[2]).not.toHaveProperty('edition')
  second.shutdown()
  expect(localStorage.getItem('espalier:campaigns')).toContain('other')
})

test('an answer whose campaigns another tab has replaced is not used', async () => {
  host.server.boot = sampleBoot([CARD], { edition: 'first' })
  const first = await host.startReady()
  first.shutdown()
  localStorage.setItem('espalier:edition', '"second"')
  host.server.fault = { cut: 'before' }
  expect(host.start().check('analytics')).toEqual({ allowed: true, reason: 'not-loaded' })
})
