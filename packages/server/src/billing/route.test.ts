import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openApp } from '../open-app.case.ts'
import { ledgerOf } from './ledger.ts'
import { linkCustomer } from './link-customer.ts'
import { stateOf } from './standing.ts'
import { stripeEvent, stripeSubscription } from './stripe-event.ts'
import { openSender, stripeEventOf, subscription, TODAY } from './stripe-sender.case.ts'

const UPDATED = 'customer.subscription.updated'
const CREATED = 'customer.subscription.created'
const DELETED = 'customer.subscription.deleted'

const ended = () => subscription('team', 1, { status: 'canceled' })

describe('the webhook of Stripe', () => {
  it('turns an upgrade into a dated state, a movement and a plan', async () => {
    await using open = await openSender()
    const sent = [stripeEventOf(CREATED, TODAY - 90, subscription()), stripeEventOf(UPDATED, TODAY, subscription('team'), subscription())]
    expect(await open.statuses(sent)).toEqual(['applied', 'applied'])
    const { billing, people } = open.deps.store
    expect(await billing.movementsOf('acme')).toMatchObject([
      { kind: 'new', cause: 'plan', amount: 4900, currency: 'USD', at: (TODAY - 90) * 1000 },
      { kind: 'expansion', cause: 'plan', amount: 5000, at: TODAY * 1000 },
    ])
    expect((await billing.statesOf('sub_1')).map((one) => one.mrr)).toEqual([
      { num: 4900, den: 1 },
      { num: 9900, den: 1 },
    ])
    expect((await people.accounts(['acme'])).get('acme')).toMatchObject({ plan: 'team', care: { pastDue: false } })
  })

  it('refuses ids that no database could hold', async () => {
    await using open = await openSender()
    const customer = await open.send(stripeEventOf(CREATED, TODAY, subscription('team', 1, { customer: 'cus\0' })))
    expect([customer.status, customer.body.error]).toMatchObject([400, { field: 'data.object.customer' }])
    const event = await open.send(stripeEventOf(CREATED, TODAY, subscription(), undefined, { id: 'evt\0' }))
    expect([event.status, event.body.error]).toMatchObject([400, { field: 'id' }])
    expect((await open.send(stripeEventOf('invoice.paid', TODAY, { id: 'in_1', customer: 'cus\0' }))).body.status).toBe('recorded')
  })

  it('marks the account past due, takes the plan back at the end, and books what is lost', async () => {
    await using open = await openSender()
    const { billing, people } = open.deps.store
    const day = 86_400
    await open.send(stripeEventOf(CREATED, TODAY - 9 * day, subscription('team')))
    await open.send(stripeEventOf(UPDATED, TODAY - 6 * day, subscription('team', 1, { status: 'past_due' }), subscription('team')))
    expect((await people.accounts(['acme'])).get('acme')).toMatchObject({ plan: 'team', care: { pastDue: true } })
    await open.send(stripeEventOf(DELETED, TODAY - 3 * day, ended()))
    expect((await people.accounts(['acme'])).get('acme')?.plan).toBeUndefined()
    expect((await billing.movementsOf('acme')).map((one) => [one.kind, one.amount])).toEqual([
      ['new', 9900],
      ['churn', -9900],
    ])
    await open.send(stripeEventOf(CREATED, TODAY, subscription('pro', 1, { id: 'sub_2' })))
    expect((await billing.movementsOf('acme')).at(-1)).toMatchObject({ kind: 'reactivation', amount: 4900 })
  })

  it.each([
    ['begins after the old one ended', [0, 1]],
    ['begins before the old one ends', [1, 0]],
  ])('books the switch to another subscription as one movement when it %s', async (_, [end = 0, begin = 0]) => {
    await using open = await openSender()
    await open.send(stripeEventOf(CREATED, TODAY - 90_000, subscription()))
    const sent = [
      stripeEventOf(DELETED, TODAY - 60 + end, subscription('pro', 1, { status: 'canceled' })),
      stripeEventOf(CREATED, TODAY - 60 + begin, subscription('team', 1, { id: 'sub_2' })),
    ]
    expect(await open.statuses(end < begin ? sent : sent.toReversed())).toEqual(['applied', 'applied'])
    const movements = (await open.deps.store.billing.movementsOf('acme')).map((one) => [one.kind, one.cause, one.amount])
    expect(movements).toEqual([
      ['new', 'plan', 4900],
      ['expansion', 'plan', 5000],
    ])
  })

  it('leaves the plan that the host told when only something without a plan is subscribed to', async () => {
    await using open = await openSender()
    const { people } = open.deps.store
    await open.deps.store.transaction((store) => store.people.changeAccount('acme', { plan: 'team' }, 1))
    await open.send(stripeEventOf(CREATED, TODAY - 90_000, subscription('seat')))
    await open.send(stripeEventOf(DELETED, TODAY, subscription('seat', 1, { status: 'canceled' })))
    expect((await people.accounts(['acme'])).get('acme')?.plan).toBe('team')
  })

  it('keeps the newest when an update comes before its creation', async () => {
    await using open = await openSender()
    const sent = [
      stripeEventOf(UPDATED, TODAY - 9, subscription('team'), subscription()),
      stripeEventOf(CREATED, TODAY - 10, subscription()),
    ]
    expect(await open.statuses(sent)).toEqual(['applied', 'stale'])
    const { billing } = open.deps.store
    expect((await billing.subscription('sub_1'))?.items[0]?.plan).toBe('team')
    expect(await billing.movementsOf('acme')).toMatchObject([
      { kind: 'new', amount: 4900 },
      { kind: 'expansion', amount: 5000 },
    ])
  })

  it('stays ended when the last update comes after the end', async () => {
    await using open = await openSender()
    const sent = [stripeEventOf(DELETED, TODAY, ended()), stripeEventOf(UPDATED, TODAY - 1, subscription('team'), subscription())]
    expect(await open.statuses(sent)).toEqual(['applied', 'stale'])
    const { billing } = open.deps.store
    expect((await billing.subscription('sub_1'))?.status).toBe('canceled')
    expect((await billing.movementsOf('acme')).filter((one) => one.kind === 'expansion')).toEqual([])
  })

  it('has one effect for an event that comes three times, two of them at once', async () => {
    await using open = await openSender()
    const event = stripeEventOf(UPDATED, TODAY, subscription('team'), subscription())
    const both = await Promise.all([open.send(event), open.send(event)])
    const statuses: string[] = [...both.map((one) => one.body.status), ...(await open.statuses([event]))]
    expect(statuses.toSorted()).toEqual(['applied', 'duplicate', 'duplicate'])
    expect(await open.deps.store.billing.movementsOf('acme')).toHaveLength(1)
  })

  it('decides two events of one second by what led to what', async () => {
    for (const turned of [false, true]) {
      await using open = await openSender()
      await open.send(stripeEventOf(CREATED, TODAY - 60, subscription('seat', 5)))
      const pair = [
        stripeEventOf(UPDATED, TODAY, subscription('seat', 8), subscription('seat', 5)),
        stripeEventOf(UPDATED, TODAY, subscription('seat', 6), subscription('seat', 8)),
      ]
      expect(await open.statuses(turned ? pair.toReversed() : pair)).toEqual(turned ? ['applied', 'stale'] : ['applied', 'applied'])
      const { billing } = open.deps.store
      expect((await billing.subscription('sub_1'))?.items[0]?.quantity).toBe(6)
      const gained = (await billing.movementsOf('acme')).slice(1).reduce((sum, one) => sum + one.amount, 0)
      expect(gained).toBe(1000)
    }
  })

  it('asks again what led to what when a missing event of an earlier second comes last', async () => {
    await using open = await openSender()
    await open.send(stripeEventOf(CREATED, TODAY - 60, subscription('seat', 5)))
    const step = (at: number, from: number, to: number) => stripeEventOf(UPDATED, at, subscription('seat', to), subscription('seat', from))
    await open.statuses([step(TODAY, 3, 2), step(TODAY - 1, 5, 2), step(TODAY, 2, 3), step(TODAY - 1, 2, 3)])
    const { billing } = open.deps.store
    expect((await billing.subscription('sub_1'))?.items[0]?.quantity).toBe(3)
    expect((await billing.movementsOf('acme')).reduce((sum, one) => sum + one.amount, 0)).toBe(3000)
  })

  it('records an event from before the beginning as stale and changes nothing', async () => {
    await using open = await openSender()
    await open.send(stripeEventOf(CREATED, TODAY - 60, subscription('team')))
    const before = await open.deps.store.billing.subscriptionsOf('acme')
    expect(await open.statuses([stripeEventOf(UPDATED, TODAY - 29 * 86_400, subscription('seat', 9), subscription())])).toEqual(['stale'])
    expect(await open.deps.store.billing.subscriptionsOf('acme')).toEqual(before)
    expect(await open.deps.store.billing.movementsOf('acme')).toHaveLength(1)
  })

  it('ends at the same state and the same movements in whatever order events come', async () => {
    await using open = await openSender()
    const { billing } = open.deps.store
    const steps = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 9 }), later: fc.boolean() }), { minLength: 1, maxLength: 5 })
    let runs = 0
    await fc.assert(
      fc.asyncProperty(steps, fc.infiniteStream(fc.nat(1000)), async (changes, dice) => {
        runs += 1
        /** The history of an account of its own, and what has come of it. */
        const history = async (name: string) => {
          const [account, customer, id] = [`acct_${name}`, `cus_${name}`, `sub_${name}`]
          await open.deps.store.transaction((store) => store.billing.link(customer, account))
          const seats = (quantity: number) => subscription('seat', quantity, { id, customer })
          let [created, quantity] = [TODAY - 1000, 5]
          const sent = [stripeEventOf(CREATED, created - 1, seats(quantity))]
          for (const change of changes) {
            if (change.later) created += 40_000
            sent.push(stripeEventOf(UPDATED, created, seats(change.quantity), seats(quantity)))
            quantity = change.quantity
          }
          const told = async () => ({
            quantity: (await billing.subscription(id))?.items[0]?.quantity,
            movements: (await billing.movementsOf(account)).map(({ kind, cause, amount, at }) => [kind, cause, amount, at]),
          })
          return { sent, quantity, told }
        }
        const [straight, mixed] = [await history(`${runs}`), await history(`${runs}_mixed`)]
        await open.statuses(straight.sent)
        const twice = [...mixed.sent, ...mixed.sent].map((event) => ({ event, order: dice.next().value }))
        await open.statuses(twice.toSorted((one, other) => one.order - other.order).map((one) => one.event))
        expect(await mixed.told()).toEqual(await straight.told())
        expect((await mixed.told()).quantity).toBe(mixed.quantity)
      }),
      { numRuns: 25 },
    )
  })

  it('comes to one ledger by each of the 720 orders of six events, each of them twice', { timeout: 60_000 }, async () => {
    await using open = await openSender()
    const day = 86_400
    const [pro, team] = [subscription(), subscription('team')]
    const events = [
      stripeEventOf(CREATED, TODAY - 40 * day, pro),
      stripeEventOf(UPDATED, TODAY - 30 * day, team, pro),
      stripeEventOf(UPDATED, TODAY - 20 * day, subscription('team', 1, { status: 'past_due' }), team),
      stripeEventOf(DELETED, TODAY - 10 * day, subscription('team', 1, { status: 'canceled' })),
      stripeEventOf(CREATED, TODAY - 5 * day, subscription('seat', 3, { id: 'sub_2' })),
      stripeEventOf(UPDATED, TODAY - 4 * day, subscription('seat', 2, { id: 'sub_2' }), subscription('seat', 3, { id: 'sub_2' })),
    ].map((event) => stripeEvent.parse(event))
    const { store } = open.deps
    const catalog = await store.workspace.catalog()
    const told = events.map((event) => stateOf(event, stripeSubscription.parse(event.data.object), 'acme', catalog))
    const ledgers = new Set(orders(told).map((order) => JSON.stringify(ledgerOf(order, { zone: 'UTC' }).movements)))
    expect(orders(told)).toHaveLength(720)
    expect(ledgers.size).toBe(1)
    for (const order of orders(events).filter((_, index) => index % 60 === 0)) {
      await using again = await openSender()
      await again.statuses([...order, ...order.toReversed()])
      expect(await again.deps.store.billing.movementsOf('acme')).toEqual(JSON.parse([...ledgers][0] ?? ''))
    }
  })
})

/** All orders of a list. */
function orders<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]]
  return list.flatMap((one, index) => orders(list.toSpliced(index, 1)).map((rest) => [one, ...rest]))
}

describe('an event that cannot be applied', () => {
  it('is ignored when it is of the other mode or of a type that is not followed', async () => {
    await using open = await openSender()
    const live = stripeEventOf(UPDATED, TODAY, subscription('team'), subscription(), { livemode: true })
    const answers = [await open.send(live), await open.send(stripeEventOf('some.new.event', TODAY, { id: 'x' }))]
    expect(answers.map((one) => [one.status, one.body])).toEqual([
      [200, { received: true, status: 'ignored' }],
      [200, { received: true, status: 'ignored' }],
    ])
    expect(await open.deps.store.billing.movementsOf('acme')).toEqual([])
  })

  const sold = () => stripeEventOf(UPDATED, TODAY, subscription('team'), subscription())

  it.each([
    [
      'a finished checkout',
      stripeEventOf('checkout.session.completed', TODAY, { id: 'cs', customer: 'cus_1', client_reference_id: 'acme' }),
    ],
    ['metadata of the customer', stripeEventOf('customer.updated', TODAY, { id: 'cus_1', metadata: { espalier_account: 'acme' } })],
    [
      'metadata of a subscription',
      stripeEventOf('customer.subscription.trial_will_end', TODAY - 5, subscription('pro', 1, { metadata: { account_id: 'acme' } })),
    ],
  ])('waits for its customer and is applied once %s names the account', async (_, link) => {
    await using open = await openSender({ linked: false })
    expect(await open.statuses([sold()])).toEqual(['parked'])
    await open.send(link)
    expect(await open.deps.store.billing.movementsOf('acme')).toMatchObject([{ kind: 'expansion', amount: 5000 }])
  })

  it('is applied when the account itself names its customer', async () => {
    await using open = await openSender({ linked: false })
    await open.send(sold())
    await open.deps.store.transaction((store) => linkCustomer(store, 'cus_1', 'acme', TODAY * 1000))
    expect((await open.deps.store.billing.movementsOf('acme')).map((one) => one.amount)).toEqual([5000])
    expect((await open.deps.store.people.accounts(['acme'])).get('acme')?.plan).toBe('team')
  })

  it('gets a 400 that names what is wrong, and leaves nothing behind', async () => {
    await using open = await openSender()
    const broken = stripeEventOf(UPDATED, TODAY, {
      ...subscription(),
      items: { data: [{ id: 'si_1', price: { id: 'p', currency: 'usd', unit_amount: 'x' } }] },
    })
    const answer = await open.send(broken)
    expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([
      400,
      'invalid-event',
      'data.object.items.data[0].price.unit_amount',
    ])
    expect(await open.deps.store.billing.event((broken as { id: string }).id)).toBeUndefined()
    const unsigned = await open.call('POST', '/v1/stripe', {}, { key: null })
    expect([unsigned.status, unsigned.body.error.code, unsigned.body.error.field]).toEqual([400, 'signature-invalid', 'stripe-signature'])
  })

  it('is refused when its moment is none that a calendar shows, and the account can still be read', async () => {
    await using open = await openSender()
    const of = (created: number) => stripeEventOf(UPDATED, created, subscription())
    for (const created of [TODAY * 1000, Number.MAX_SAFE_INTEGER]) {
      const { status, body } = await open.send(of(created))
      expect([status, body.error.code, body.error.field]).toEqual([400, 'invalid-event', 'created'])
    }
    const begun = await open.send(stripeEventOf(UPDATED, TODAY, subscription('pro', 1, { start_date: Number.MAX_SAFE_INTEGER })))
    expect([begun.status, begun.body.error.field]).toEqual([400, 'data.object.start_date'])
    expect((await open.send(of(TODAY))).body.status).toBe('applied')
    expect((await open.call('GET', '/v1/accounts/acme')).status).toBe(200)
  })

  it('is refused by a server that has no secret for them', async () => {
    await using open = await openApp({ mode: 'live' })
    const answer = await open.call('POST', '/v1/stripe', {}, { key: null })
    expect([answer.status, answer.body.error.code]).toEqual([404, 'stripe-not-configured'])
  })
})
