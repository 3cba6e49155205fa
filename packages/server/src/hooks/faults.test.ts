import { describe, expect, it } from 'vitest'
import { discountEvent, openSender, stripeEventOf, subscription, TODAY, type StripeSender } from '../billing/stripe-sender.case.ts'
import { CATALOG } from '../decisions/workspace.case.ts'
import { saveDefinitions } from '../definitions/save-definitions.ts'
import { openApp, type OpenApp } from '../open-app.case.ts'
import { createFaults, type Fault } from './faults.ts'

const HOUR = 3_600_000
const NOW = TODAY * 1000

const listen = (open: Pick<OpenApp, 'call'>, more: object = {}) => open.call('PUT', '/v1/hook', { url: 'https://hook.example/', ...more })
/** What is in line, the newest first. */
async function messages({ deps }: Pick<OpenApp, 'deps'>): Promise<{ type: string; data: { times: number; about: object } }[]> {
  await deps.faults.tell(deps.store)
  return (await deps.store.hooks.latest(20)).map(({ body }) => JSON.parse(body) as { type: string; data: { times: number; about: object } })
}
const types = async (open: Pick<OpenApp, 'deps'>) => (await messages(open)).map(({ type }) => type)

describe('the owner is told', () => {
  const change = (sender: StripeSender, price: string, more: Record<string, unknown> = {}, id = 'sub_1') =>
    sender.send(stripeEventOf('customer.subscription.created', TODAY - 60, subscription(price, 1, { id, ...more })))

  it('of a price that no plan has, a currency without a rate, and a subscription of nobody', async () => {
    await using sender = await openSender()
    await listen(sender)
    expect((await change(sender, 'pro')).body.status).toBe('applied')
    expect(await types(sender)).toEqual([])
    expect((await change(sender, 'pro', { customer: 'cus_stranger' }, 'sub_2')).body.status).toBe('parked')
    expect(await messages(sender)).toMatchObject([
      { type: 'fault.account-missing', data: { times: 1, about: { type: 'customer.subscription.created' } } },
    ])
    await sender.call('PUT', '/v1/settings', { holdout: 0, currency: 'JPY' })
    await sender.call('PUT', '/v1/catalog', CATALOG)
    expect((await change(sender, 'pro', {}, 'sub_3')).body.status).toBe('applied')
    const about = (await messages(sender)).slice(0, 2).toSorted((one, other) => (one.type < other.type ? -1 : 1))
    expect(about).toMatchObject([{ type: 'fault.price-unknown' }, { type: 'fault.rate-missing', data: { about: { to: 'JPY' } } }])
    await sender.call('PUT', '/v1/settings', { holdout: 0, currency: 'USD' })
  })

  it('of a price in tiers, and not where all is counted', async () => {
    await using sender = await openSender()
    await listen(sender)
    const coupon = (duration: string) => ({ coupon: { percent_off: 20, duration } })
    const tiered = (scheme: string, usage: string) => {
      const { items } = subscription() as { items: { data: [{ price: { recurring: object } }] } }
      const [item] = items.data
      const recurring = { ...item.price.recurring, usage_type: usage }
      return {
        items: { data: [{ ...item, price: { ...item.price, id: 'price_steps', billing_scheme: scheme, unit_amount: null, recurring } }] },
      }
    }
    const counted = [
      { discount: coupon('once') },
      { discount: coupon('forever') },
      { discount: coupon('forever'), discounts: [coupon('forever')] },
      { discount: 'odd' },
      tiered('tiered', 'metered'),
      tiered('per_unit', 'licensed'),
    ]
    for (const [index, more] of counted.entries()) expect((await change(sender, 'pro', more, `sub_c${index}`)).body.status).toBe('applied')
    expect(await types(sender)).toEqual([])
    await change(sender, 'pro', tiered('tiered', 'licensed'), 'sub_steps')
    expect(await messages(sender)).toMatchObject([{ type: 'fault.price-tiered', data: { times: 1, about: { price: 'price_steps' } } }])
  })

  it.each([
    ['of a subscription', { discounts: ['di_1'] }],
    [
      'of one of its items',
      { items: { data: (subscription() as { items: { data: object[] } }).items.data.map((item) => ({ ...item, discounts: ['di_1'] })) } },
    ],
  ])('of a discount %s that is known by its id alone, once it is ten minutes late', async (_, more) => {
    const clock = { now: NOW }
    await using sender = await openSender({ clock: () => clock.now })
    await listen(sender)
    const unread = async () => (await messages(sender)).filter(({ type }) => type === 'fault.discount-unread')
    await change(sender, 'pro', more)
    expect(await unread()).toEqual([])
    clock.now += HOUR / 6
    expect(await unread()).toMatchObject([{ data: { times: 1, about: { missing: 'discount', field: 'data.object.discounts' } } }])
    clock.now += 2 * HOUR
    await sender.send(discountEvent('customer.discount.created', 'di_1', 'SAVE20', { subscription: 'sub_1' }))
    clock.now += HOUR / 6
    expect((await unread())[0]).toMatchObject({ data: { about: { missing: 'coupon' } } })
    await sender.send(stripeEventOf('coupon.created', TODAY - 90, { id: 'SAVE20', percent_off: 20, duration: 'forever' }))
    await change(sender, 'pro', more)
    clock.now += 2 * HOUR
    expect(await unread()).toHaveLength(2)
  })

  it('of Stripe’s requests that cannot be read, and of wrong signatures once there are many', async () => {
    await using sender = await openSender()
    await listen(sender)
    const forged = () => sender.call('POST', '/v1/stripe', { id: 'evt' }, { key: null, headers: { 'stripe-signature': 't=1,v1=00' } })
    for (let times = 0; times < 4; times++) expect((await forged()).body.error.code).toBe('signature-invalid')
    expect(await types(sender)).toEqual([])
    await forged()
    expect(await messages(sender)).toMatchObject([
      { type: 'fault.stripe-signature', data: { times: 5, about: { code: 'signature-invalid' } } },
    ])
    expect((await sender.send({ ...stripeEventOf('customer.created', TODAY, {}), created: 'never' })).status).toBe(400)
    expect((await messages(sender))[0]).toMatchObject({
      type: 'fault.stripe-unreadable',
      data: { about: { code: 'invalid-event', field: 'created' } },
    })
  })

  it('of events that are refused by the hundred, and how many of all they are', async () => {
    await using open = await openApp({ clock: () => NOW })
    await listen(open)
    const wrong = (times: number) =>
      open.call('POST', '/v1/batch', { batch: Array.from({ length: times }, () => ({ type: 'track', userId: 'mari' })) })
    await wrong(99)
    await open.call('POST', '/v1/batch', { batch: [{ type: 'track', event: 'Saved', userId: 'mari' }] })
    await open.deps.postman.look()
    expect(await types(open)).toEqual([])
    await wrong(1)
    await open.deps.postman.look()
    const reasons = [{ reason: 'missing', field: 'event', events: 100 }]
    expect(await messages(open)).toMatchObject([
      { type: 'fault.events-rejected', data: { times: 100, about: { rejected: 1, of: 1 }, reasons } },
    ])
    const { body } = await open.call('GET', '/v1/hook')
    expect(body.messages[0]).toMatchObject({ type: 'fault.events-rejected', reasons })
  })

  it('of custom events that cannot be counted over the past', async () => {
    await using open = await openApp({ clock: () => NOW })
    await listen(open)
    const { db } = open.deps.store.database
    const { sql } = await import('kysely')
    const batch = Array.from({ length: 9 }, (_, index) => ({ type: 'track', event: 'Saved', userId: `u-${index}` }))
    await open.call('POST', '/v1/batch', { batch })
    const events = [{ id: 'saved', name: 'Saved', event: 'Saved', where: {} }]
    await saveDefinitions(open.deps.store, { segments: [], events }, 'test', NOW, { slice: 1 })
    await sql`create trigger in_the_way before insert on counter begin select raise(abort, 'in the way'); end`.execute(db)
    await open.deps.counting.run()
    await sql`drop trigger in_the_way`.execute(db)
    expect(await types(open)).toEqual(['fault.counting-failed'])
  })

  it('of what they chose alone, and by default of everything', async () => {
    await using open = await openApp({ clock: () => NOW })
    const { body } = await listen(open)
    expect(body.endpoint.topics).toEqual(['guardrails', 'leads', 'billing', 'counting', 'events'])
    expect((await listen(open, { topics: ['leads'] })).body.endpoint.topics).toEqual(['leads'])
    expect((await listen(open)).body.endpoint.topics).toEqual(['leads'])
    open.deps.faults.note('price-unknown', { price: 'p' })
    expect(await types(open)).toEqual([])
    await listen(open, { topics: ['billing'] })
    open.deps.faults.note('price-unknown', { price: 'p' })
    expect(await types(open)).toEqual(['fault.price-unknown'])
    for (const topics of [[], ['weather'], 'leads']) {
      const { status, body: refused } = await listen(open, { topics })
      expect([status, refused.error.field]).toEqual([400, expect.stringMatching(/^topics/)])
    }
  })
})

it('no cause is told of more than once an hour, whichever server notes it, and what went on meanwhile is counted', async () => {
  const clock = { now: NOW }
  await using open = await openApp({ clock: () => clock.now })
  await listen(open)
  const { store } = open.deps
  const other = createFaults(() => clock.now)
  const times = async () => (await messages(open)).map(({ data }) => data.times)
  open.deps.faults.note('price-unknown')
  expect(await times()).toEqual([1])
  for (const minutes of [1, 20, 38]) {
    clock.now += minutes * 60_000
    open.deps.faults.note('price-unknown')
    other.note('price-unknown')
    await other.tell(store)
  }
  expect(await times()).toEqual([1])
  clock.now += 60_001
  expect(await times()).toEqual([3, 1])
  await other.tell(store)
  expect(await times()).toEqual([3, 1])
})

it('what happens seldom is forgotten after an hour, where it takes more to be a fault', async () => {
  const clock = { now: NOW }
  await using open = await openApp({ clock: () => clock.now })
  await listen(open)
  const seldom: Fault = 'stripe-signature'
  for (let round = 0; round < 6; round++) {
    open.deps.faults.note(seldom)
    clock.now += HOUR + 1
  }
  expect(await types(open)).toEqual([])
})
