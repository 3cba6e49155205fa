import { expect, test } from 'vitest'
import type { ToldDiscount } from './discounts.ts'
import type { Store } from './store.ts'

/** What every adapter of the port of discounts keeps to. */
export function discountCases(open: () => Promise<Store>): void {
  const told = (change: Partial<ToldDiscount> = {}): ToldDiscount => ({
    id: 'di_1',
    event: 'evt_1',
    at: 2000,
    start: 1000,
    customer: 'cus_1',
    general: false,
    coupon: 'SAVE20',
    ...change,
  })

  test('keeps every telling of a discount once, with the coupons that are named by their ids alone', async () => {
    const { billing } = await open()
    const all = [
      told(),
      told({ event: 'evt_2', end: 3000 }),
      told({ id: 'di_2', event: 'evt_3', general: true, coupon: 'TEN', terms: { amount: 1000, currency: 'USD', products: ['prod_1'] } }),
    ]
    for (const one of [...all, told({ at: 9 }), told({ id: 'di_9', customer: 'cus_9' })]) await billing.tellDiscount(one)
    for (const id of ['SAVE20', 'TEN']) await billing.tellCoupon({ id, event: `made ${id}`, at: 5, terms: { percent: 12.5 } })
    await billing.tellCoupon({ id: 'SAVE20', event: 'made SAVE20', at: 6, terms: {} })
    const { discounts, coupons } = await billing.discountsOf(['cus_1', 'cus_2'])
    expect(discounts.toSorted((one, other) => (one.event < other.event ? -1 : 1))).toEqual(all)
    expect(coupons).toEqual([{ id: 'SAVE20', event: 'made SAVE20', at: 5, terms: { percent: 12.5 } }])
    expect(await billing.couponTold('SAVE20')).toEqual(coupons)
    expect(await billing.couponTold('NONE')).toEqual([])
    expect(await billing.discountsOf([])).toEqual({ discounts: [], coupons: [] })
  })

  test('knows whose discounts wait for the terms of a coupon', async () => {
    const { billing } = await open()
    await billing.tellDiscount(told({ customer: 'cus_2' }))
    await billing.tellDiscount(told({ event: 'evt_2' }))
    await billing.tellDiscount(told({ id: 'di_2', event: 'evt_3' }))
    await billing.tellDiscount(told({ id: 'di_3', event: 'evt_4', customer: 'cus_3', terms: {} }))
    expect(await billing.customersWith('SAVE20')).toEqual(['cus_1', 'cus_2'])
    expect(await billing.customersWith('TEN')).toEqual([])
  })
}
