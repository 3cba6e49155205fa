import { expect, it } from 'vitest'
import type { BillingEvent, SubscriptionState } from './billing.ts'
import { bill } from './billed.case.ts'
import type { Store } from './store.ts'

const event = (change: Partial<BillingEvent> = {}): BillingEvent => ({
  id: 'evt_1',
  type: 'customer.subscription.updated',
  createdAt: 1000,
  receivedAt: 2000,
  customer: 'cus_1',
  status: 'recorded',
  body: '{}',
  ...change,
})

const state = (change: Partial<SubscriptionState> = {}): SubscriptionState => ({
  subscription: 'sub_1',
  account: 'acme',
  customer: 'cus_1',
  status: 'active',
  items: [],
  currency: 'USD',
  mrr: { num: 12250, den: 3 },
  at: 1000,
  event: 'evt_1',
  ...change,
})

/** What every adapter of `BillingStore` promises. */
export function billingCases(open: () => Promise<Store>): void {
  it('keeps each billing event once and says what became of it', async () => {
    const { billing } = await open()
    expect(await billing.record(event())).toBe(true)
    expect(await billing.record(event({ body: 'other' }))).toBe(false)
    await billing.settle('evt_1', 'stale')
    expect(await billing.event('evt_1')).toEqual(event({ status: 'stale' }))
    expect(await billing.event('evt_2')).toBeUndefined()
  })

  it('lists what waits for a customer, oldest first', async () => {
    const { billing } = await open()
    await billing.record(event({ id: 'late', createdAt: 3000, status: 'parked' }))
    await billing.record(event({ id: 'early', createdAt: 1000, receivedAt: 2001, status: 'parked' }))
    await billing.record(event({ id: 'done', createdAt: 1000 }))
    await billing.record(event({ id: 'other', customer: 'cus_2', status: 'parked' }))
    expect((await billing.parked('cus_1')).map((one) => one.id)).toEqual(['early', 'late'])
  })

  it('tells when late events came, and when the first that came then had happened', async () => {
    const { billing } = await open()
    const DAY = 86_400_000
    const came = (id: string, receivedAt: number, createdAt: number, status: BillingEvent['status'] = 'applied') =>
      billing.record(event({ id, receivedAt, createdAt, status }))
    expect(await billing.toldLate()).toEqual([])
    await came('at-first', 7 * DAY, 0)
    await came('on-the-first-day', 8 * DAY, DAY)
    await came('in-time', 9 * DAY, 8 * DAY)
    await came('late', 9 * DAY + 1, 8 * DAY)
    await came('later', 20 * DAY, 5 * DAY, 'stale')
    await came('with-it', 20 * DAY, 7 * DAY)
    await came('without-effect', 21 * DAY, DAY, 'recorded')
    await came('waits', 22 * DAY, DAY, 'parked')
    expect(await billing.toldLate()).toEqual([
      { receivedAt: 9 * DAY + 1, from: 8 * DAY },
      { receivedAt: 20 * DAY, from: 5 * DAY },
    ])
  })

  it('names accounts of which something ends, and those that count for a time that is over', async () => {
    const { billing } = await open()
    const add = async (account: string, change: Partial<SubscriptionState>) => {
      const one = state({ account, subscription: account, event: account, customer: '', ...change })
      await billing.addState(one)
      await billing.saveLedger(account, { newest: [one], openings: [], passed: [], movements: [] })
    }
    await add('calm', { term: { paidUntil: 9000 } })
    await add('ends', { term: { endsAt: 9000 } })
    await add('over', { status: 'canceled', term: { paidUntil: 9000 }, countsUntil: 9000 })
    await add('unread', { customer: 'cus_1' })
    expect(await billing.accountsEnding()).toEqual(['ends', 'over', 'unread'])
    expect([await billing.accountsDue(8999), await billing.accountsDue(9000)]).toEqual([[], ['over']])
    expect(await billing.subscription('over')).toMatchObject({ term: { paidUntil: 9000 }, countsUntil: 9000 })
    expect((await billing.toldOf('over'))[0]).not.toHaveProperty('countsUntil')
    await billing.saveTerm({ event: 'unread', subscription: 'unread' }, { canceledAt: 7 })
    expect((await billing.toldOf('unread')).map(({ term }) => term)).toEqual([{ canceledAt: 7 }])
    expect(await billing.accountsEnding()).toEqual(['ends', 'over'])
  })

  it('tells late, too, what took back in time what had been counted for more than a day', async () => {
    const { billing } = await open()
    const DAY = 86_400_000
    await billing.record(event({ id: 'first', createdAt: 0, receivedAt: 0, status: 'applied' }))
    const back = state({ event: 'back', at: 9 * DAY })
    await billing.record(event({ id: 'back', createdAt: 9 * DAY, receivedAt: 9 * DAY, status: 'applied' }))
    await billing.addState(back)
    const ledger = { newest: [back], openings: [], passed: [], movements: [] }
    await billing.saveLedger('acme', { ...ledger, corrections: new Map([['back', 8 * DAY]]) })
    expect(await billing.toldLate()).toEqual([])
    await billing.saveLedger('acme', { ...ledger, corrections: new Map([['back', 5 * DAY]]) })
    expect(await billing.toldLate()).toEqual([{ receivedAt: 9 * DAY, from: 5 * DAY }])
    await billing.saveLedger('acme', ledger)
    expect(await billing.toldLate()).toEqual([])
  })

  it('names accounts of which something was told twice within a time, but not at once', async () => {
    const { billing } = await open()
    const told = (account: string, ...times: number[]) =>
      times.map((at) => state({ account, subscription: `sub-${account}`, event: `${account}-${at}`, at }))
    for (const one of [...told('twice', 0, 100), ...told('later', 0, 101), ...told('at-once', 0, 10)]) await billing.addState(one)
    for (const one of [...told('in-steps', 0, 6, 12), ...told('once', 0)]) await billing.addState(one)
    expect(await billing.accountsToldTwice({ over: 10, upTo: 100 })).toEqual(['in-steps', 'twice'])
  })

  it('lists what became of events page by page, the newest first, with the account that is known', async () => {
    const { billing } = await open()
    await billing.link('cus_1', 'acme')
    await billing.record(event({ id: 'a', status: 'applied', receivedAt: 1 }))
    await billing.record(event({ id: 'c', status: 'ignored', receivedAt: 2 }))
    await billing.record(event({ id: 'b', status: 'ignored', receivedAt: 2, customer: 'cus_2' }))
    const { customer: _, ...told } = event({ id: 'told', type: 'subscription', status: 'applied', receivedAt: 4 })
    await billing.record(told)
    await billing.addState(state({ event: 'told', account: 'kita', customer: '' }))
    await billing.refuse({ id: 'd', type: 'x', receivedAt: 3, customer: 'cus_1', reason: 'unreadable', field: 'created' })
    const statuses = ['applied', 'ignored', 'refused'] as const
    const all = await billing.list({ statuses, limit: 9 })
    expect(all.map(({ id, account, status }) => [id, account, status])).toEqual([
      ['told', 'kita', 'applied'],
      ['d', 'acme', 'refused'],
      ['c', 'acme', 'ignored'],
      ['b', undefined, 'ignored'],
      ['a', 'acme', 'applied'],
    ])
    for (const [index, after] of all.entries()) {
      expect(await billing.list({ statuses, after, limit: 2 })).toEqual(all.slice(index + 1, index + 3))
    }
    const ids = async (account: string) => (await billing.list({ statuses, account, limit: 9 })).map(({ id }) => id)
    expect([await ids('acme'), await ids('kita'), await ids('nobody')]).toEqual([['d', 'c', 'a'], ['told'], []])
    expect((await billing.list({ statuses: ['parked'], limit: 9 })).length).toBe(0)
    const counts = async (account?: string) => Object.fromEntries(await billing.countByStatus(account))
    expect(await counts()).toEqual({ applied: 2, ignored: 2, refused: 1 })
    expect(await counts('acme')).toEqual({ applied: 1, ignored: 1, refused: 1 })
    expect(await counts('kita')).toEqual({ applied: 1, refused: 0 })
  })

  it('notes a refused event once, however often it comes, until it is taken', async () => {
    const { billing } = await open()
    const refused = { id: 'evt_1', type: '', receivedAt: 5, reason: 'not-json' } as const
    await billing.refuse(refused)
    await billing.refuse({ ...refused, type: 'invoice.paid', createdAt: 4, receivedAt: 9, reason: 'unreadable', field: 'livemode' })
    expect(await billing.list({ statuses: ['refused'], limit: 9 })).toEqual([
      {
        id: 'evt_1',
        type: 'invoice.paid',
        createdAt: 4,
        receivedAt: 9,
        status: 'refused',
        refused: { reason: 'unreadable', field: 'livemode', times: 2 },
      },
    ])
    await billing.forgetRefusal('evt_1')
    expect(await billing.list({ statuses: ['refused'], limit: 9 })).toEqual([])
  })

  it('adds up wrong signatures by day', async () => {
    const { billing } = await open()
    expect(await billing.unsignedSince(0)).toEqual({ times: 0 })
    await billing.countUnsigned(7, 2)
    await billing.countUnsigned(7, 1)
    await billing.countUnsigned(5, 4)
    expect([await billing.unsignedSince(5), await billing.unsignedSince(6), await billing.unsignedSince(8)]).toEqual([
      { times: 7, last: 7 },
      { times: 3, last: 7 },
      { times: 0, last: 7 },
    ])
  })

  it('takes subscriptions and movements along when a customer turns out to be another account', async () => {
    const { billing } = await open()
    await billing.link('cus_1', 'acme')
    await billing.link('cus_2', 'acme')
    const movement = {
      id: 'm',
      account: 'acme',
      subscription: 'sub_1',
      at: 1,
      kind: 'new',
      cause: 'plan',
      amount: 5,
      currency: 'USD',
      event: 'evt_1',
    } as const
    await bill(billing, { states: [state()], movements: [movement] })
    await billing.link('cus_1', 'kita')
    expect([await billing.accountOf('cus_1'), await billing.accountOf('cus_3')]).toEqual(['kita', undefined])
    expect(await billing.customersOf('acme')).toEqual(['cus_2'])
    expect([await billing.subscriptionsOf('acme'), await billing.movementsOf('acme')]).toEqual([[], []])
    expect((await billing.subscriptionsOf('kita'))[0]?.subscription).toBe('sub_1')
    expect((await billing.movementsOf('kita'))[0]?.account).toBe('kita')
    expect((await billing.toldOf('kita')).map((one) => one.event)).toEqual(['evt_1'])
  })

  it('keeps every dated state as it was told, once, amounts exact', async () => {
    const { billing } = await open()
    const told = state({ before: { status: 'active', items: [], since: 7 } })
    await billing.addState(told)
    await billing.addState({ ...told, currency: 'JPY' })
    await billing.addState(state({ event: 'evt_2', at: 2000, status: 'canceled', mrr: { num: 0, den: 1 } }))
    expect((await billing.toldOf('acme')).toSorted((one, other) => one.at - other.at)).toMatchObject([told, { event: 'evt_2', at: 2000 }])
    expect(await billing.toldOf('kita')).toEqual([])
    expect(await billing.subscription('sub_1')).toBeUndefined()
  })

  it('makes a ledger exactly what it is told to be, and again with other words', async () => {
    const { billing } = await open()
    const [first, over, last] = [
      state(),
      state({ event: 'evt_2', at: 2000 }),
      state({ event: 'evt_3', at: 2000, status: 'canceled', mrr: { num: 0, den: 1 } }),
    ]
    for (const one of [first, over, last]) await billing.addState(one)
    const opening = state({ event: 'evt_1:before', at: 500, mrr: { num: 7, den: 1 } })
    const movement = {
      account: 'acme',
      subscription: 'sub_1',
      kind: 'expansion',
      cause: 'seat',
      amount: 5,
      currency: 'USD',
      event: 'e',
    } as const
    const movements = [
      { ...movement, id: 'b', at: 2 },
      { ...movement, id: 'a', at: 1 },
    ]
    for (let times = 0; times < 2; times++)
      await billing.saveLedger('acme', { newest: [last], openings: [opening], passed: [over], movements })
    expect(await billing.subscription('sub_1')).toEqual(last)
    expect((await billing.statesOf('sub_1')).map((one) => one.event)).toEqual(['evt_1:before', 'evt_1', 'evt_3'])
    expect((await billing.toldOf('acme')).map((one) => one.event).toSorted()).toEqual(['evt_1', 'evt_2', 'evt_3'])
    expect(await billing.movementsOf('acme')).toEqual([movements[1], movements[0]])
    await billing.saveLedger('acme', {
      newest: [over],
      openings: [],
      passed: [last],
      movements: [{ ...movement, id: 'a', at: 1, amount: 6 }],
    })
    expect(await billing.subscription('sub_1')).toEqual(over)
    expect((await billing.statesOf('sub_1')).map((one) => one.event)).toEqual(['evt_1', 'evt_2'])
    expect(await billing.movementsOf('acme')).toEqual([{ ...movement, id: 'a', at: 1, amount: 6 }])
  })

  it('adds up what each account paid at a time, what stood before included, in one currency', async () => {
    const { billing } = await open()
    const movement = { subscription: 's', kind: 'expansion', cause: 'seat', event: 'e', currency: 'USD' } as const
    await bill(billing, {
      movements: [
        { ...movement, id: '1', account: 'acme', at: 1000, amount: 500 },
        { ...movement, id: '2', account: 'acme', at: 2000, amount: 250 },
        { ...movement, id: '3', account: 'kita', at: 1000, amount: 700 },
        { ...movement, id: '4', account: 'kita', at: 1500, amount: -700, kind: 'churn' },
        { ...movement, id: '5', account: 'kita', at: 1000, amount: 9, currency: 'JPY' },
      ],
    })
    const opening = state({ account: 'old', subscription: 'o', event: 'o:before', at: 1, mrr: { num: 1000, den: 3 } })
    await billing.saveLedger('old', { newest: [], openings: [opening], passed: [], movements: [] })
    const at = async (time: number, currency = 'USD') => Object.fromEntries(await billing.balancesAt(currency, time))
    expect(await at(1001)).toEqual({ acme: 500, kita: 700, old: 333 })
    expect(await at(2000)).toEqual({ acme: 500, old: 333 })
    expect(await at(2001)).toEqual({ acme: 750, old: 333 })
    expect(await at(9999, 'JPY')).toEqual({ kita: 9 })
    expect((await billing.movementsBetween('USD', 1000, 2000)).map((one) => one.id)).toEqual(['1', '3', '4'])
    expect(await Promise.all([billing.firstMovement('USD'), billing.firstMovement('EUR'), billing.currencies()])).toEqual([
      1000,
      undefined,
      ['JPY', 'USD'],
    ])
  })
}
