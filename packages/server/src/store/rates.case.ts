import { expect, test } from 'vitest'
import type { Store } from './store.ts'

/** What every adapter of the port of exchange rates keeps to. */
export function rateCases(open: () => Promise<Store>): void {
  test('keeps the last word on each currency and day, to each currency apart, as it was written', async () => {
    const { billing } = await open()
    await billing.saveRates('JPY', [
      { currency: 'USD', day: 20_000, rate: '150.10' },
      { currency: 'EUR', day: 20_001, rate: '162.350000000001' },
      { currency: 'EUR', day: 20_000, rate: '161' },
    ])
    await billing.saveRates('USD', [{ currency: 'EUR', day: 20_000, rate: '1.08' }])
    await billing.saveRates('JPY', [
      { currency: 'EUR', day: 20_000, rate: '161.5' },
      { currency: 'USD', day: 20_000, rate: null },
      { currency: 'USD', day: 3, rate: null },
    ])
    expect(await billing.ratesTo('JPY')).toEqual([
      { currency: 'EUR', day: 20_000, rate: '161.5' },
      { currency: 'EUR', day: 20_001, rate: '162.350000000001' },
    ])
    expect(await billing.ratesTo('USD')).toEqual([{ currency: 'EUR', day: 20_000, rate: '1.08' }])
    expect(await billing.ratesTo('EUR')).toEqual([])
  })
}
