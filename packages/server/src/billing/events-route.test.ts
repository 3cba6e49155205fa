import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { DEMO_STRIPE_SECRET } from '../deps.ts'
import { eraseAccount } from '../privacy/erase-account.ts'
import { openSender, stripeEventOf, subscription, TODAY } from './stripe-sender.case.ts'
import type { StripeSender } from './stripe-sender.case.ts'

const UPDATED = 'customer.subscription.updated'
const PATH = '/v1/billing/events'

const list = async (open: StripeSender, query = '') => (await open.call('GET', `${PATH}${query}`)).body
const idOf = (event: object) => (event as { id: string }).id

/** Sends text as Stripe would, signed. */
function sendText(open: StripeSender, payload: string) {
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: DEMO_STRIPE_SECRET, timestamp: TODAY })
  return open.call('POST', '/v1/stripe', payload, { key: null, headers: { 'stripe-signature': signature } })
}

/** A subscription whose price nobody can read. */
const broken = (change: Record<string, unknown> = {}) =>
  stripeEventOf(UPDATED, TODAY, {
    ...subscription(),
    items: { data: [{ id: 'si_1', price: { id: 'p', currency: 'usd', unit_amount: 'mari@example.com' } }] },
    ...change,
  })

describe('the list of billing events', () => {
  it('names the reason of each event that was not applied, and has none where nothing was sent', async () => {
    await using open = await openSender()
    expect(await list(open)).toEqual({
      events: [],
      counts: { applied: 0, recorded: 0, stale: 0, parked: 0, ignored: 0, refused: 0 },
      signatures: { failed: 0, days: 30, lastOn: null },
      next: null,
    })
    const sent = {
      applied: stripeEventOf(UPDATED, TODAY, subscription('team'), subscription()),
      stale: stripeEventOf(UPDATED, TODAY - 9, subscription(), subscription('seat')),
      parked: stripeEventOf(UPDATED, TODAY, subscription('team', 1, { id: 'sub_2', customer: 'cus_2' })),
      otherMode: stripeEventOf(UPDATED, TODAY, subscription(), undefined, { livemode: true }),
      otherType: stripeEventOf('some.new.event', TODAY, { id: 'x' }),
      kept: stripeEventOf('invoice.paid', TODAY, { id: 'in_1', customer: 'cus_1' }),
      unnamed: stripeEventOf('customer.updated', TODAY, { id: 'cus_3' }),
      refused: broken(),
    }
    for (const one of Object.values(sent)) await open.send(one)
    await open.call('POST', '/v1/subscriptions', {
      subscriptions: [{ id: 's-9', account: 'kita', at: '2026-11-01T00:00:00Z', status: 'active', plan: 'team' }],
    })
    const { events, counts } = await list(open)
    const byId = new Map(events.map((one: { id: string }) => [one.id, one]))
    const saidOf = (event: object) => byId.get(idOf(event))
    expect(Object.values(sent).map(saidOf)).toMatchObject([
      { status: 'applied', reason: null, source: 'stripe', account: 'acme', customer: 'cus_1', at: '2026-11-22T00:00:00.000Z' },
      { status: 'stale', reason: 'newer-known', account: 'acme' },
      { status: 'parked', reason: 'customer-unlinked', account: null, customer: 'cus_2' },
      { status: 'ignored', reason: 'other-mode' },
      { status: 'ignored', reason: 'type-not-followed', account: null, customer: null },
      { status: 'recorded', reason: 'kept-for-the-record', account: 'acme' },
      { status: 'recorded', reason: 'names-no-account', customer: 'cus_3' },
      { status: 'refused', reason: 'unreadable', field: 'data.object.items.data[0].price.unit_amount', times: 1, account: 'acme' },
    ])
    expect(events.find((one: { source: string }) => one.source === 'api')).toMatchObject({
      account: 'kita',
      customer: null,
      status: 'applied',
    })
    expect(counts).toEqual({ applied: 2, recorded: 2, stale: 1, parked: 1, ignored: 2, refused: 1 })
  })

  it('is asked by status and account, page by page', async () => {
    await using open = await openSender()
    await open.send(stripeEventOf(UPDATED, TODAY, subscription('team')))
    await open.send(stripeEventOf('some.new.event', TODAY, { id: 'x' }))
    await open.send(broken({ customer: 'cus_2' }))
    const statuses = async (query: string) => (await list(open, query)).events.map((one: { status: string }) => one.status).toSorted()
    expect(await statuses('?status=not-applied')).toEqual(['ignored', 'refused'])
    expect(await statuses('?status=refused')).toEqual(['refused'])
    expect(await statuses('?account=acme')).toEqual(['applied'])
    expect((await list(open, '?account=acme')).counts).toMatchObject({ applied: 1, ignored: 0, refused: 0 })
    const all = (await list(open)).events
    const pages = []
    for (let next: string | null = ''; next !== null;) {
      const page: { events: unknown[]; next: string | null } = await list(open, `?limit=1${next && `&before=${next}`}`)
      pages.push(...page.events)
      next = page.next
    }
    expect(pages).toEqual(all)
    for (const field of ['status', 'before', 'limit']) {
      const { status, body } = await open.call('GET', `${PATH}?${field}=x`)
      expect([status, body.error.code, body.error.field]).toEqual([400, 'invalid-query', field])
    }
  })

  it('keeps of what cannot be read neither body nor values, and counts it once for all times that it comes', async () => {
    await using open = await openSender()
    const texts = [
      '{"id": "evt_half", "object": "event", "name": "mari@example.com"',
      JSON.stringify({ object: 'event', data: { object: { email: 'mari@example.com' } } }),
      JSON.stringify(
        stripeEventOf(UPDATED, TODAY, subscription('pro', 1, { metadata: { 'mari@example.com': 5 } }), undefined, { id: 'evt_m' }),
      ),
    ]
    for (const text of [...texts, ...texts]) expect((await sendText(open, text)).status).toBe(400)
    const { events } = await list(open, '?status=refused')
    expect(events).toHaveLength(3)
    expect(events.map(({ reason, field, times, type }: Record<string, unknown>) => [reason, field, times, type])).toEqual(
      expect.arrayContaining([
        ['not-json', null, 2, ''],
        ['unreadable', 'id', 2, ''],
        ['unreadable', 'data.object.metadata', 2, UPDATED],
      ]),
    )
    const { db } = open.deps.store.database
    const kept = JSON.stringify([await db.selectFrom('refused_billing').selectAll().execute(), events])
    expect(kept).toContain('evt_m')
    expect(kept).not.toContain('mari')
  })

  it.each([
    ['refuses a live event', true, [400, 'created'], [{ reason: 'in-future', field: 'created', times: 1 }]],
    ['takes a test event', false, [200, undefined], []],
  ])('%s that is dated more than a day ahead', async (_, livemode, answered, refused) => {
    await using open = await openSender({ mode: livemode ? 'live' : 'demo' })
    const at = (created: number) => open.send(stripeEventOf(UPDATED, created, subscription('team'), undefined, { livemode }))
    const { status, body } = await at(TODAY + 86_401)
    expect([status, body.error?.field]).toEqual(answered)
    const listed = await open.deps.store.billing.list({ statuses: ['refused'], limit: 9 })
    expect(listed.map((one) => one.refused)).toEqual(refused)
    expect((await at(TODAY + 86_400)).status).toBe(200)
  })

  it('forgets a refusal as soon as the event is taken', async () => {
    await using open = await openSender()
    const refused = broken()
    await open.send(refused)
    expect((await list(open)).counts).toMatchObject({ refused: 1, applied: 0 })
    await open.send({ ...stripeEventOf(UPDATED, TODAY, subscription('team')), id: idOf(refused) })
    expect((await list(open)).counts).toMatchObject({ refused: 0, applied: 1 })
  })

  it('counts wrong signatures and lists none of them', async () => {
    await using open = await openSender()
    for (let times = 0; times < 3; times++) await open.call('POST', '/v1/stripe', { id: 'evt_forged' }, { key: null })
    const { events, signatures } = await list(open)
    expect([events, signatures]).toEqual([[], { failed: 3, days: 30, lastOn: '2026-11-22' }])
  })

  it('is erased and handed out with the account', async () => {
    await using open = await openSender()
    await open.send(stripeEventOf(UPDATED, TODAY, subscription('team')))
    const refused = broken()
    await open.send(refused)
    const exported = await open.call('GET', '/v1/accounts/acme/export')
    expect(exported.body.tables.refused_billing).toMatchObject([{ id: idOf(refused), customer_id: 'cus_1', reason: 'unreadable' }])
    await eraseAccount(open.deps.store, 'acme', { at: TODAY * 1000 + 1, author: 'ken' })
    const text = JSON.stringify((await list(open)).events)
    expect(text).toContain('unreadable')
    for (const name of ['acme', 'cus_1', idOf(refused)]) expect(text).not.toContain(`"${name}"`)
    expect((await list(open, '?account=acme')).events).toEqual([])
    const before = (await list(open)).counts
    const late = { ...broken(), created: 'x' }
    expect((await open.send(late)).status).toBe(400)
    expect((await list(open)).counts).toEqual(before)
  })
})
