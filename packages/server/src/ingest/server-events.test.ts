import { EVENTS, type PageView } from '@espalier/core'
import { expect, test } from 'vitest'
import { offer, openWorkspace, send } from '../decisions/workspace.case.ts'

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
