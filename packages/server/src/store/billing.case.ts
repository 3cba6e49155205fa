import { expect, it } from 'vitest'
import type { BillingEvent, SubscriptionState } from './billing.ts'
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

  it('lists what waits for a customer, oldest first, and what came until a time', async () => {
    const { billing } = await open()
    await billing.record(event({ id: 'late', createdAt: 3000, status: 'parked' }))
    await billing.record(event({ id: 'early', createdAt: 1000, receivedAt: 2001, status: 'parked' }))
    await billing.record(event({ id: 'done', createdAt: 1000 }))
    await billing.record(event({ id: 'other', customer: 'cus_2', status: 'parked' }))
    expect((await billing.parked('cus_1')).map((one) => one.id)).toEqual(['early', 'late'])
    expect((await billing.eventsUntil('cus_1', 2999)).map((one) => one.id)).toEqual(['done', 'early'])
    expect((await billing.eventsUntil('cus_1', 3000)).map((one) => one.id)).toEqual(['done', 'early', 'late'])
  })

  it('takes subscriptions and movements along when a customer turns out to be another account', async () => {
    const { billing } = await open()
    await billing.link('cus_1', 'acme')
    await billing.link('cus_2', 'acme')
    await billing.saveState(state())
    await billing.addMovement({
      id: 'm',
      account: 'acme',
      subscription: 'sub_1',
      at: 1,
      kind: 'new',
      cause: 'plan',
      amount: 5,
      currency: 'USD',
      event: 'evt_1',
    })
    await billing.link('cus_1', 'kita')
    expect([await billing.accountOf('cus_1'), await billing.accountOf('cus_3')]).toEqual(['kita', undefined])
    expect(await billing.customersOf('acme')).toEqual(['cus_2'])
    expect([await billing.subscriptionsOf('acme'), await billing.movementsOf('acme')]).toEqual([[], []])
    expect((await billing.subscriptionsOf('kita'))[0]?.subscription).toBe('sub_1')
    expect((await billing.movementsOf('kita'))[0]?.account).toBe('kita')
    expect(await billing.everPaid('kita')).toBe(true)
  })

  it('keeps the newest state of a subscription beside all dated ones, amounts exact', async () => {
    const { billing } = await open()
    await billing.saveState(state())
    await billing.saveState(state({ event: 'evt_2', at: 2000, status: 'canceled', mrr: { num: 0, den: 1 } }))
    await billing.addEarlierState(state({ event: 'evt_0', at: 500 }))
    expect(await billing.subscription('sub_1')).toEqual(state({ event: 'evt_2', at: 2000, status: 'canceled', mrr: { num: 0, den: 1 } }))
    expect((await billing.statesOf('sub_1')).map((one) => [one.at, one.mrr.num])).toEqual([
      [500, 12250],
      [1000, 12250],
      [2000, 0],
    ])
  })

  it('keeps the ledger in order and takes back what was no movement of its own', async () => {
    const { billing } = await open()
    const movement = {
      account: 'acme',
      subscription: 'sub_1',
      kind: 'expansion' as const,
      cause: 'seat',
      amount: 5,
      currency: 'USD',
      event: 'e',
    }
    await billing.addMovement({ ...movement, id: 'b', at: 2 })
    await billing.addMovement({ ...movement, id: 'a', at: 1 })
    await billing.addMovement({ ...movement, id: 'c', at: 3 })
    expect(await billing.movementsOf('acme')).toMatchObject([{ ...movement, id: 'a' }, { id: 'b' }, { id: 'c' }])
    await billing.removeMovements(['b', 'nothing'])
    await billing.removeMovements([])
    expect((await billing.movementsOf('acme')).map((one) => one.id)).toEqual(['a', 'c'])
  })

  it('counts the accounts that paid at a time', async () => {
    const { billing } = await open()
    await billing.saveState(state({ at: 1000 }))
    await billing.saveState(state({ subscription: 'sub_2', at: 1500, event: 'evt_2' }))
    await billing.saveState(state({ subscription: 'sub_3', account: 'kita', at: 1500, event: 'evt_3' }))
    await billing.saveState(state({ subscription: 'sub_3', account: 'kita', at: 3000, event: 'evt_4', mrr: { num: 0, den: 1 } }))
    expect(await Promise.all([999, 1000, 2000, 3000].map((at) => billing.payingAt(at)))).toEqual([0, 1, 2, 1])
    expect([await billing.everPaid('kita'), await billing.everPaid('nobody')]).toEqual([true, false])
  })
}
