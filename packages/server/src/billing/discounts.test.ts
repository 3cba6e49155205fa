import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resultsOf } from '../results/memory.ts'
import { payingAt } from '../results/paying.ts'
import { knownDiscounts } from './known-discounts.ts'
import { ledgerOf } from './ledger.ts'
import { stateOf } from './standing.ts'
import { discountEvent, openSender, stripeEventOf, subscription, TODAY, type StripeSender } from './stripe-sender.case.ts'
import { stripeEvent, stripeSubscription } from './stripe-event.ts'

const DAY = 86_400
const CREATED = 'customer.subscription.created'
const UPDATED = 'customer.subscription.updated'
const GIVEN = 'customer.discount.created'
const TAKEN = 'customer.discount.deleted'

const OFF = { id: 'SAVE20', object: 'coupon', percent_off: 20, duration: 'forever' }
/** A discount of `sub_1`, as its event tells it. */
const ofSubscription = { subscription: 'sub_1' }
const began = (change: Record<string, unknown> = {}) => stripeEventOf(CREATED, TODAY - 40 * DAY, subscription('pro', 1, change))

/** What the ledger of the account comes to. */
async function ledger({ deps }: Pick<StripeSender, 'deps'>) {
  const { billing } = deps.store
  const movements = (await billing.movementsOf('acme')).map(({ kind, cause, amount, at }) => [
    kind,
    cause,
    amount,
    (TODAY - at / 1000) / DAY,
  ])
  const standing = (await billing.subscriptionsOf('acme')).map(({ mrr, items }) => [mrr.num / mrr.den, items[0]?.unread ?? 'read'])
  return { movements, standing, paying: payingAt(await resultsOf(deps.store), TODAY * 1000) }
}

/** The ledger after these events in this order. */
async function ledgerAfter(events: readonly object[]) {
  await using open = await openSender()
  for (const event of events) expect((await open.send(event)).status).toBe(200)
  return await ledger(open)
}

describe('a discount that a subscription names by its id alone', () => {
  it.each([
    ['told whole', [discountEvent(GIVEN, 'di_1', OFF, ofSubscription, TODAY - 40 * DAY)]],
    [
      'told where versions before 2025 write the coupon',
      [discountEvent(GIVEN, 'di_1', '', { ...ofSubscription, source: null, coupon: OFF }, TODAY - 40 * DAY)],
    ],
    [
      'told with a coupon that has an event of its own',
      [discountEvent(GIVEN, 'di_1', 'SAVE20', ofSubscription, TODAY - 40 * DAY), stripeEventOf('coupon.updated', TODAY - 50 * DAY, OFF)],
    ],
  ])('is taken off once it is %s, whatever comes first', async (_, told) => {
    const events = [began({ discounts: ['di_1'] }), ...told]
    for (const order of orders(events)) {
      expect(await ledgerAfter([...order, ...order])).toEqual({
        movements: [['new', 'plan', 3920, 40]],
        standing: [[3920, 'read']],
        paying: 1,
      })
    }
  })

  it('stands in the list price, and says so, until it is told', async () => {
    await using open = await openSender()
    await open.send(began({ discounts: ['di_1'] }))
    expect((await ledger(open)).standing).toEqual([[4900, 'discount']])
    expect((await open.call('GET', '/v1/accounts/acme')).body.subscriptions[0].items).toMatchObject([{ mrr: 49, unread: 'discount' }])
    expect((await open.send(discountEvent(GIVEN, 'di_1', 'SAVE20', ofSubscription))).body.status).toBe('applied')
    expect((await ledger(open)).standing).toEqual([[4900, 'coupon']])
    expect((await open.send(stripeEventOf('coupon.created', TODAY - 90, OFF))).body.status).toBe('applied')
    expect((await open.call('GET', '/v1/accounts/acme')).body.subscriptions[0]).toMatchObject({
      mrr: 39.2,
      items: [{ mrr: 39.2, discount: 0.2 }],
    })
  })

  it('keeps the terms that its coupon had when it was given, though the coupon is made anew under its id', async () => {
    const events = [
      stripeEventOf('coupon.created', TODAY - 50 * DAY, OFF),
      stripeEventOf('coupon.updated', TODAY - 45 * DAY, OFF),
      began({ discounts: ['di_1'] }),
      discountEvent(GIVEN, 'di_1', 'SAVE20', ofSubscription, TODAY - 40 * DAY),
      stripeEventOf('coupon.created', TODAY - 5 * DAY, { ...OFF, percent_off: 50 }),
    ]
    for (const order of orders(events).filter((_, index) => index % 11 === 0))
      expect(await ledgerAfter(order)).toMatchObject({ movements: [['new', 'plan', 3920, 40]], standing: [[3920, 'read']] })
  })

  it('begins and ends on the days of its subscription’s events, to nobody’s credit', async () => {
    const [bare, off] = [subscription('pro', 1, { discounts: [] }), subscription('pro', 1, { discounts: ['di_1'] })]
    const events = [
      stripeEventOf(CREATED, TODAY - 40 * DAY, bare),
      stripeEventOf(UPDATED, TODAY - 30 * DAY, off, bare),
      discountEvent(GIVEN, 'di_1', OFF, ofSubscription, TODAY - 30 * DAY),
      stripeEventOf(UPDATED, TODAY - 10 * DAY, bare, off),
      discountEvent(TAKEN, 'di_1', OFF, { ...ofSubscription, start: TODAY - 30 * DAY }, TODAY - 10 * DAY),
    ]
    for (const order of orders(events).filter((_, index) => index % 17 === 0)) {
      expect(await ledgerAfter([...order, ...order.slice(0, 2)])).toEqual({
        movements: [
          ['new', 'plan', 4900, 40],
          ['contraction', 'discount', -980, 30],
          ['expansion', 'discount', 980, 10],
        ],
        standing: [[4900, 'read']],
        paying: 1,
      })
    }
  })

  it.each([
    ['a coupon for one bill takes nothing off', { percent_off: 50, duration: 'once' }, 4900],
    ['a coupon for some months takes nothing off', { percent_off: 50, duration: 'repeating', duration_in_months: 3 }, 4900],
    ['an amount is taken off each bill', { amount_off: 1000, currency: 'usd', duration: 'forever' }, 3900],
    ['an amount that is more than the bill leaves nothing', { amount_off: 9000, currency: 'usd', duration: 'forever' }, 0],
    ['an amount of another currency cannot be read', { amount_off: 1000, currency: 'jpy', duration: 'forever' }, 4900],
    ['a coupon of other products takes nothing off', { percent_off: 50, duration: 'forever', applies_to: { products: ['prod_x'] } }, 4900],
  ])('%s', async (_, coupon, monthly) => {
    const told = discountEvent(GIVEN, 'di_1', { id: 'C', ...coupon }, ofSubscription, TODAY - 40 * DAY)
    expect((await ledgerAfter([told, began({ discounts: ['di_1'] })])).standing[0]?.[0]).toBe(monthly)
  })

  it('takes an amount off the items that are on every bill, exactly, after the discounts of single items', async () => {
    const { items } = subscription() as { items: { data: [{ price: object }] } }
    const item = (id: string, unit: number, interval: string, more: object = {}) => ({
      ...items.data[0],
      id,
      price: { ...items.data[0].price, id: `price_${id}`, unit_amount: unit, recurring: { interval, interval_count: 1 } },
      ...more,
    })
    const data = [item('si_a', 2000, 'month', { discounts: ['di_own'] }), item('si_b', 1000, 'month'), item('si_y', 12_000, 'year')]
    const { standing } = await ledgerAfter([
      began({ items: { data }, discounts: ['di_1'] }),
      discountEvent(GIVEN, 'di_own', { ...OFF, id: 'HALF', percent_off: 50 }, { subscription_item: 'si_a' }),
      discountEvent(GIVEN, 'di_1', { id: 'TEN', amount_off: 700, currency: 'usd', duration: 'forever' }, ofSubscription),
    ])
    // 1,000 and 1,000 a month less 700 of both, and 12,000 a year.
    expect(standing).toEqual([[1300 + 1000, 'read']])
  })
})

describe('a discount of a customer', () => {
  const general = (type: string, at: number, id = 'di_c', start = at, coupon: object = OFF) =>
    discountEvent(type, id, coupon, { subscription: null, start }, at)

  it('is on all that has none of its own, from when it was given to when it was taken', async () => {
    const events = [
      began(),
      stripeEventOf(CREATED, TODAY - 39 * DAY, subscription('team', 1, { id: 'sub_2', discounts: ['di_2'] })),
      discountEvent(GIVEN, 'di_2', { ...OFF, percent_off: 50 }, { subscription: 'sub_2' }, TODAY - 39 * DAY),
      general(GIVEN, TODAY - 30 * DAY),
      general(TAKEN, TODAY - 10 * DAY, 'di_c', TODAY - 30 * DAY),
    ]
    for (const order of orders(events).filter((_, index) => index % 17 === 0)) {
      expect(await ledgerAfter([...order, ...order.slice(0, 2)])).toEqual({
        movements: [
          ['new', 'plan', 4900, 40],
          ['expansion', 'plan', 4950, 39],
          ['contraction', 'discount', -980, 30],
          ['expansion', 'discount', 980, 10],
        ],
        standing: [
          [4900, 'read'],
          [4950, 'read'],
        ],
        paying: 1,
      })
    }
  })

  it('is told by the events of the customer as well, and ends with the next one', async () => {
    const told = { ...(stripeEvent.parse(general(GIVEN, TODAY - 30 * DAY)).data.object as object) }
    const events = [
      began(),
      stripeEventOf('customer.updated', TODAY - 20 * DAY, { id: 'cus_1', discount: told }),
      general('customer.discount.updated', TODAY - 10 * DAY, 'di_d', TODAY - 10 * DAY, { ...OFF, id: 'HALF', percent_off: 50 }),
    ]
    for (const order of orders(events))
      expect((await ledgerAfter(order)).movements).toEqual([
        ['new', 'plan', 4900, 40],
        ['contraction', 'discount', -980, 30],
        ['contraction', 'discount', -1470, 10],
      ])
  })

  it('moves each of its subscriptions, and says with which event', async () => {
    await using open = await openSender()
    await open.send(began())
    await open.send(stripeEventOf(CREATED, TODAY - 38 * DAY, subscription('team', 1, { id: 'sub_2' })))
    const given = general(GIVEN, TODAY - 30 * DAY)
    await open.send(given)
    const { movements } = (await open.call('GET', '/v1/accounts/acme')).body
    const cut = movements.filter((one: { cause: string }) => one.cause === 'discount')
    expect(cut).toMatchObject([
      { amount: -9.8, type: GIVEN, event: (given as { id: string }).id, before: { mrr: 49 }, after: { mrr: 39.2 } },
      { amount: -19.8, type: GIVEN },
    ])
  })

  it('waits with the subscriptions for the account', async () => {
    await using open = await openSender({ linked: false })
    await open.send(general(GIVEN, TODAY - 30 * DAY))
    expect((await open.send(began())).body.status).toBe('parked')
    await open.call('PUT', '/v1/accounts/acme', { stripeCustomer: 'cus_1' })
    expect((await ledger(open)).movements).toEqual([
      ['new', 'plan', 4900, 40],
      ['contraction', 'discount', -980, 30],
    ])
  })
})

describe('what is known of discounts', () => {
  const told = fc.array(
    fc.record({
      what: fc.constantFrom('given', 'given', 'taken', 'coupon'),
      id: fc.constantFrom('di_a', 'di_b'),
      start: fc.integer({ min: 1, max: 4 }),
      later: fc.integer({ min: 0, max: 4 }),
      general: fc.boolean(),
      percent: fc.constantFrom(undefined, 10, 20),
    }),
    { maxLength: 8 },
  )
  const states = [
    stripeEventOf(CREATED, 2, subscription('pro', 1, { discounts: ['di_a'] })),
    stripeEventOf(UPDATED, 4, subscription('pro', 2, { discounts: ['di_b'] }), subscription('pro', 1, { discounts: ['di_a'] })),
    stripeEventOf(CREATED, 1, subscription('team', 1, { id: 'sub_2' })),
  ].map((event) => {
    const parsed = stripeEvent.parse(event)
    return stateOf(parsed, stripeSubscription.parse(parsed.data.object), 'acme', { features: [], plans: [] } as never)
  })

  it('is the same for every order and every repetition, and the ledger adds up', () => {
    fc.assert(
      fc.property(told, fc.infiniteStream(fc.nat(1000)), (steps, dice) => {
        const all = steps.map((step, index) => ({ ...step, event: `evt_d${index}`, at: (step.start + step.later) * 1000 }))
        const ledgerOfAll = (list: typeof all, of: typeof states) =>
          ledgerOf(of, {
            zone: 'UTC',
            known: knownDiscounts({
              discounts: list.flatMap(({ what, id, event, at, start, general, percent }) => {
                const terms = percent === undefined ? {} : { terms: { percent } }
                const one = { id, event, at, start: start * 1000, customer: 'cus_1', general, coupon: 'C', ...terms }
                return what === 'coupon' ? [] : [{ ...one, ...(what === 'taken' && { end: at }) }]
              }),
              coupons: list.flatMap(({ what, event, at, percent = 30 }) =>
                what === 'coupon' ? [{ id: 'C', event, at, terms: { percent } }] : [],
              ),
            }),
          })
        const shuffled = <T>(list: readonly T[]) =>
          list
            .map((one) => ({ one, place: dice.next().value }))
            .toSorted((one, other) => one.place - other.place)
            .map(({ one }) => one)
        const [one, other] = [ledgerOfAll(all, states), ledgerOfAll(shuffled(all), shuffled(states))]
        expect(other.movements).toEqual(one.movements)
        // What is kept is worked out again from what was kept before.
        const kept = states.map((state) => one.revised.find(({ event }) => event === state.event) ?? state)
        expect(ledgerOfAll(all, kept)).toEqual({ ...one, revised: [] })
        const sum = one.movements.reduce((total, { amount }) => total + amount, 0)
        const paid = one.newest.reduce((total, { mrr }) => total + mrr.num / mrr.den, 0)
        expect(Math.abs(sum - paid)).toBeLessThanOrEqual(one.movements.length)
      }),
      { numRuns: 300 },
    )
  })
})

/** All orders of a list. */
function orders<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((one, index) => orders(list.toSpliced(index, 1)).map((rest) => [one, ...rest]))
}
