import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExchange, shown } from '../../billing/exchange.ts'
import type { Movement } from '../../store/billing.ts'
import { exchangedMonth, exchangeOf, type Standing } from './exchanged.ts'
import { createRatesSeen } from './rates-seen.ts'

const DAY_MS = 86_400_000
const LAST = 30
const OTHERS = ['EUR', 'JPY', 'KWD'] as const
const CURRENCIES = [...OTHERS, 'USD'] as const
/** Minor digits of each, and of the currency of the report, which is USD. */
const DIGITS = { EUR: 2, JPY: 0, KWD: 3, USD: 2 }
const days = { opening: 0, closing: LAST, of: (at: number) => Math.floor(at / DAY_MS) }

/** What somebody pays from a day on, in minor units: the sizes of a month, by day and currency. */
const histories = fc.array(
  fc.record({
    account: fc.constantFrom('a', 'b', 'c'),
    currency: fc.constantFrom(...CURRENCIES),
    day: fc.integer({ min: 0, max: LAST }),
    amount: fc.integer({ min: 0, max: 1_000_000 }),
  }),
  { maxLength: 25 },
)
/** A rate for each of the other currencies on each day, in millionths. */
const tables = fc.array(fc.tuple(...OTHERS.map(() => fc.integer({ min: 1, max: 400_000_000 }))), {
  minLength: LAST + 1,
  maxLength: LAST + 1,
})
const decimal = (millionths: number) => `${Math.floor(millionths / 1e6)}.${String(millionths % 1e6).padStart(6, '0')}`

type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

/** What was paid on the first day, and the movements after it, as a ledger of each currency by itself would have them. */
function told(history: History) {
  const opening: Standing = new Map()
  const paying = new Map<string, number>()
  const movements: Movement[] = []
  const steps = history.map((one, index) => ({ ...one, index })).toSorted((one, other) => one.day - other.day || one.index - other.index)
  for (const { account, currency, day, amount, index } of steps) {
    const key = `${account} ${currency}`
    const before = paying.get(key) ?? 0
    paying.set(key, amount)
    if (day === 0) {
      opening.set(account, (opening.get(account) ?? new Map<string, number>()).set(currency, amount))
    } else if (amount !== before) {
      const kind = amount === 0 ? 'churn' : before === 0 ? 'reactivation' : amount > before ? 'expansion' : 'contraction'
      const id = String(index).padStart(3, '0')
      movements.push({
        ...{ id, account, currency, kind, cause: 'plan', event: id, subscription: key },
        at: day * DAY_MS,
        amount: amount - before,
      })
    }
  }
  return { opening, paying, movements }
}

const copy = (standing: Standing): Standing => new Map([...standing].map(([account, amounts]) => [account, new Map(amounts)]))

describe('a month in several currencies', () => {
  it('leads from opening to closing by its movements and what exchange rates did to what was paid day by day', () => {
    fc.assert(
      fc.property(histories, tables, (history, table) => {
        const rates = table.flatMap((row, day) => row.map((rate, index) => ({ currency: OTHERS[index] ?? '', day, rate: decimal(rate) })))
        const exchange = createExchange('USD', rates)
        const seen = createRatesSeen('USD')
        const { opening, movements } = told(history)
        const { accounts } = exchangedMonth(copy(opening), movements, days, exchange, seen)
        // Millionths of a rate on an amount of the smallest minor unit: whole numbers all along.
        const worth = (currency: (typeof CURRENCIES)[number], amount: number, day: number) => {
          const index = CURRENCIES.indexOf(currency)
          const rate = currency === 'USD' ? 1_000_000 : (table[day]?.[index] ?? 0)
          return BigInt(amount) * BigInt(rate) * 10n ** BigInt(9 - DIGITS[currency])
        }
        for (const [id, account] of accounts) {
          let byRates = 0n
          const amounts = new Map(opening.get(id))
          for (let day = 0; day <= LAST; day++) {
            for (const one of movements)
              if (one.account === id && days.of(one.at) === day) amounts.set(one.currency, (amounts.get(one.currency) ?? 0) + one.amount)
            if (day < LAST) {
              for (const currency of CURRENCIES) {
                const paid = amounts.get(currency) ?? 0
                byRates += worth(currency, paid, day + 1) - worth(currency, paid, day)
              }
            }
          }
          const { new: fresh, expansion, contraction, churn, reactivation } = account.moved
          expect(exchangeOf(account)).toBe(byRates)
          expect(account.opening + fresh + expansion + contraction + churn + reactivation + byRates).toBe(account.closing)
          expect([expansion >= 0n, contraction <= 0n, churn <= 0n]).toEqual([true, true, true])
        }
        expect(seen.lacks('2026-10')).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('ends with what each account pays in each currency, and counts nobody as gone who pays in another', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { opening, paying, movements } = told(history)
        const standing = copy(opening)
        const exchange = createExchange(
          'USD',
          OTHERS.map((currency) => ({ currency, day: 0, rate: '2' })),
        )
        const { accounts } = exchangedMonth(standing, movements, days, exchange, createRatesSeen('USD'))
        for (const [id, account] of accounts) {
          const pays = CURRENCIES.filter((currency) => (paying.get(`${id} ${currency}`) ?? 0) > 0)
          expect(account.pays).toBe(pays.length > 0)
          for (const currency of pays) expect(standing.get(id)?.get(currency)).toBe(paying.get(`${id} ${currency}`))
          const untouched = [...(opening.get(id) ?? [])].some(
            ([currency, amount]) => amount > 0 && !movements.some((one) => one.account === id && one.currency === currency),
          )
          expect(untouched && (account.moved.churn !== 0n || account.moved.reactivation !== 0n)).toBe(false)
          // Rates that stay change nothing.
          expect(exchangeOf(account)).toBe(0n)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('takes a change of currency for the difference alone', () => {
    const leg = (currency: string, amount: number): Movement => ({
      ...{ id: `e${currency}`, account: 'a', subscription: 's', currency, event: 'e', cause: 'currency', at: 5 * DAY_MS, amount },
      kind: amount > 0 ? 'expansion' : 'contraction',
    })
    const exchange = createExchange('JPY', [{ currency: 'USD', day: 0, rate: '150' }])
    const opening: Standing = new Map([['a', new Map([['USD', 10_000]])]])
    const { accounts } = exchangedMonth(opening, [leg('USD', -10_000), leg('JPY', 14_000)], days, exchange, createRatesSeen('JPY'))
    const moved = accounts.get('a')?.moved
    expect([shown(moved?.contraction ?? 0n, 'JPY'), moved?.expansion, moved?.churn]).toEqual([-1000, 0n, 0n])
  })
})

describe('an exchanged amount', () => {
  it('is rounded once, half away from zero, to the digits of its currency', () => {
    const rate = (to: string, currency: string, text: string) => createExchange(to, [{ currency, day: 0, rate: text }]).rateOn(currency, 0)
    const worth = (amount: number, to: string, currency: string, text: string) =>
      shown(BigInt(amount) * (rate(to, currency, text)?.worth ?? 0n), to)
    expect(worth(100, 'JPY', 'USD', '150.5')).toBe(151)
    expect(worth(-100, 'JPY', 'USD', '150.5')).toBe(-151)
    expect(worth(100, 'JPY', 'USD', '150.499999999999')).toBe(150)
    expect(worth(150, 'USD', 'JPY', '0.006666666667')).toBe(1)
    expect(worth(1000, 'KWD', 'USD', '0.3075')).toBe(3.075)
    expect(worth(1234, 'USD', 'KWD', '3.25')).toBe(4.01)
  })

  it('has the rate of its day, or the last one before it for a month, and else none', () => {
    const { rateOn } = createExchange('JPY', [
      { currency: 'USD', day: 100, rate: '150' },
      { currency: 'USD', day: 110, rate: '151' },
    ])
    expect([99, 100, 109, 110, 141, 142].map((day) => rateOn('USD', day)?.rate)).toEqual([undefined, '150', '150', '151', '151', undefined])
    expect(rateOn('JPY', 5)?.rate).toBe('1')
    expect(rateOn('EUR', 100)).toBeUndefined()
  })
})
