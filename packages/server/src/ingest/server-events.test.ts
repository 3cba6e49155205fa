import { EVENTS, type PageView } from '@espalier/core'
import { expect, test } from 'vitest'
import { NOON, offer, openWorkspace, send } from '../decisions/workspace.case.ts'

const view: PageView = { asOf: 1, openFor: 0, places: ['top'], visible: [], device: 'desktop', zone: 'Asia/Tokyo', consent: true }

test('a page may tell how it looked, and whose turn it was', async () => {
  await using open = await openWorkspace(offer())
  const told = await send(
    open,
    { type: 'track', userId: 'mari', event: EVENTS.view, properties: view },
    { type: 'track', userId: 'mari', event: EVENTS.asked, properties: { campaign: 'offer' } },
  )
  expect(told).toEqual(['accepted', 'accepted'])
  expect((await open.deps.store.people.counters('person', ['mari'])).map(({ name }) => name)).toEqual([])
})

test.each([
  [{ ...view, places: 'top' }, 'properties.places'],
  [{ ...view, places: Array.from({ length: 101 }, () => 'top') }, 'properties.places'],
  [{ ...view, zone: 'x'.repeat(65) }, 'properties.zone'],
  [{ ...view, consent: undefined }, 'properties.consent'],
])('a page that looks impossible is refused: %#', async (properties, field) => {
  await using open = await openWorkspace()
  const { body } = await open.call('POST', '/v1/batch', { batch: [{ type: 'track', userId: 'mari', event: EVENTS.view, properties }] })
  expect(body.results[0]).toMatchObject({ status: 'rejected', error: { field: `batch[0].${field}` } })
})

test.each([EVENTS.boot, EVENTS.account, 'espalier:person', 'espalier:assigned'])(
  'nobody may send %s: the server alone writes it',
  async (event) => {
    await using open = await openWorkspace()
    expect(await send(open, { type: 'track', userId: 'mari', event, properties: { plan: 'team' } })).toEqual(['rejected'])
    expect(await open.deps.store.events.last()).toBe(0)
  },
)

test('each answered boot is in the log, with the time of its answer', async () => {
  await using open = await openWorkspace(offer())
  await send(open, { type: 'group', userId: 'mari', groupId: 'acme' })
  const { body } = await open.call('POST', '/v1/boot', { anonymousId: 'v1', userId: 'mari', zone: 'Asia/Tokyo' }, { key: 'pk_test_demo' })
  await open.deps.bootLog.settled()
  const log = await open.deps.store.events.read(1, 10)
  expect(log).toMatchObject([
    { name: EVENTS.boot, person: 'mari', account: 'acme', at: body.at, receivedAt: NOON, properties: { zone: 'Asia/Tokyo' } },
  ])
  expect((await open.call('GET', '/v1/users/mari')).body.events).toMatchObject([{ type: 'group' }])
})

test('a boot is answered although the log cannot be written, and the loss is counted', async () => {
  await using open = await openWorkspace(offer())
  const { db } = open.deps.store.database
  await db.schema.alterTable('event').renameTo('elsewhere').execute()
  expect((await open.call('POST', '/v1/boot', { anonymousId: 'v1' }, { key: 'pk_test_demo' })).status).toBe(200)
  await open.deps.bootLog.settled()
  expect((await open.call('GET', '/metrics')).body).toContain('espalier_boots_unlogged_total 1')
})

test('what people change of an account is in the log, and not in its timeline', async () => {
  await using open = await openWorkspace()
  await open.call('PUT', '/v1/accounts/acme', {
    traits: { seats: 3 },
    plan: 'team',
    care: { risk: true, mutedUntil: '2026-12-01T00:00:00Z' },
  })
  await open.call('PUT', '/v1/accounts/acme', { plan: 'nothing like it' })
  const [noted, ...more] = await open.deps.store.events.read(0, 10)
  expect(more).toEqual([])
  expect(noted).toMatchObject({
    name: EVENTS.account,
    person: '',
    account: 'acme',
    properties: { traits: { seats: 3 }, plan: 'team', care: { risk: true, mutedUntil: Date.UTC(2026, 11, 1) } },
  })
  expect((await open.call('GET', '/v1/accounts/acme')).body.events).toEqual([])
})
