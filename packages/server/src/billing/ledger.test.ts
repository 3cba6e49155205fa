import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BilledItem, SubscriptionState } from '../store/billing.ts'
import { ledgerOf } from './ledger.ts'
import { isCounted, NOT_YET, NOTHING } from './mrr.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 9, 1)

function items(amount: number, quantity: number): BilledItem[] {
  return [
    {
      id: 'si',
      price: `price_${amount}`,
      quantity,
      interval: 'month',
      intervalCount: 1,
      metered: false,
      mrr: { num: amount * quantity, den: 1 },
    },
  ]
}

type Told = Pick<SubscriptionState, 'at' | 'event'> & { amount?: number; quantity?: number } & Partial<SubscriptionState>

function state({ amount = 1000, quantity = 1, status = 'active', ...change }: Told): SubscriptionState {
  const billed = change.items ?? items(amount, quantity)
  return {
    subscription: 'sub',
    account: 'acme',
    customer: 'cus',
    status,
    items: billed,
    currency: 'USD',
    mrr: isCounted(status) ? { num: amount * quantity, den: 1 } : NOTHING,
    ...change,
  }
}

const begins = (at: number) => ({ before: { status: NOT_YET, items: [], since: at } })

/** One subscription's life: each state says what stood before it, as the events of a billing system do. */
const life = fc
  .record({
    known: fc.boolean(),
    currency: fc.constantFrom('USD', 'JPY'),
    steps: fc.array(
      fc.record({
        amount: fc.constantFrom(1000, 4900, 9900),
        quantity: fc.integer({ min: 1, max: 4 }),
        status: fc.constantFrom('active', 'active', 'past_due', 'paused', 'trialing'),
        gap: fc.constantFrom(0, 0, 1000, 3_600_000, DAY, 20 * DAY),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    ends: fc.boolean(),
  })
  .map(({ known, currency, steps, ends }) => (subscription: string): SubscriptionState[] => {
    let at = START
    let before: SubscriptionState | undefined
    const told = steps.map(({ amount, quantity, status, gap }, index) => {
      at += gap
      const standing: SubscriptionState['before'] = before ? { status: before.status, items: before.items, since: START } : undefined
      const first = known ? { before: { status: 'active', items: items(500, 1), since: START - 90 * DAY } } : begins(at)
      const one = state({
        subscription,
        currency,
        at,
        event: `${subscription}/${index}`,
        amount,
        quantity,
        status,
        ...(standing ? { before: standing } : first),
      })
      before = one
      return one
    })
    return ends ? [...told, state({ subscription, currency, at: at + DAY, event: `${subscription}/end`, status: 'canceled' })] : told
  })

const history = fc.array(life, { minLength: 1, maxLength: 3 }).map((lives) => lives.flatMap((one, index) => one(`sub_${index}`)))

describe('the ledger of an account', () => {
  it('is the same for every order and every repetition of a history', () => {
    fc.assert(
      fc.property(
        history.chain((told) => fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length }))),
        ([told, shuffled]) => {
          const [one, other] = [ledgerOf(told, { zone: 'Asia/Tokyo' }), ledgerOf(shuffled, { zone: 'Asia/Tokyo' })]
          expect(other.movements).toEqual(one.movements)
          const byName = (all: readonly SubscriptionState[]) => new Map(all.map((each) => [each.subscription, each.event]))
          expect(byName(other.newest)).toEqual(byName(one.newest))
          expect(byName(other.openings)).toEqual(byName(one.openings))
        },
      ),
    )
  })

  it('adds up: what stood before and all movements make what is paid now, in each currency', () => {
    fc.assert(
      fc.property(history, (told) => {
        const { newest, openings, movements } = ledgerOf(told, { zone: 'UTC' })
        for (const currency of ['USD', 'JPY']) {
          const sum = (states: readonly SubscriptionState[]) =>
            states.filter((one) => one.currency === currency).reduce((total, one) => total + one.mrr.num, 0)
          const moved = movements.filter((one) => one.currency === currency).reduce((total, one) => total + one.amount, 0)
          expect(sum(openings) + moved).toBe(sum(newest))
        }
      }),
    )
  })

  it('keeps its kinds apart: gains are positive, losses negative, and nobody leaves or comes back who was not there', () => {
    fc.assert(
      fc.property(history, (told) => {
        const { movements } = ledgerOf(told, { zone: 'UTC' })
        for (const { kind, amount } of movements) expect(amount > 0).toBe(['new', 'expansion', 'reactivation'].includes(kind))
        expect(movements.filter(({ kind }) => kind === 'new').length).toBeLessThanOrEqual(
          new Set(movements.map((one) => one.currency)).size,
        )
      }),
    )
  })

  it('takes a beginning that comes late as the beginning, and lets go of what seemed to stand before', () => {
    const update = state({
      at: START + DAY,
      event: 'update',
      amount: 4900,
      before: { status: 'active', items: items(1000, 1), since: START },
    })
    const alone = ledgerOf([update], { zone: 'UTC' })
    expect(alone.openings.map(({ event, at, mrr }) => [event, at, mrr.num])).toEqual([['update:before', START, 1000]])
    expect(alone.movements.map(({ kind, amount }) => [kind, amount])).toEqual([['expansion', 3900]])
    const whole = ledgerOf([update, state({ at: START, event: 'create', ...begins(START) })], { zone: 'UTC' })
    expect(whole.openings).toEqual([])
    expect(whole.movements.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['new', 1000],
      ['expansion', 3900],
    ])
  })

  it('ignores what is said of the time before the beginning', () => {
    const created = state({ at: START, event: 'create', ...begins(START) })
    const impossible = state({ at: START - 29 * DAY, event: 'old', quantity: 9 })
    const ledger = ledgerOf([created, impossible], { zone: 'UTC' })
    expect(ledger.passed.map((one) => one.event)).toEqual(['old'])
    expect(ledger.movements.map(({ kind, amount }) => [kind, amount])).toEqual([['new', 1000]])
  })

  it.each([
    ['the old one ends', 0, 60_000],
    ['the new one begins', 60_000, 0],
  ])('calls it a change of currency, too, where another subscription goes on in another currency, and first %s', (_, ends, begins_) => {
    const told = [
      state({ at: START, event: 'create', amount: 1000, ...begins(START) }),
      state({ at: START + DAY + ends, event: 'end', status: 'canceled' }),
      state({ subscription: 'yen', at: START + DAY + begins_, event: 'yen', amount: 150_000, currency: 'JPY', ...begins(START + DAY) }),
    ]
    const last = ends > begins_ ? 'end' : 'yen'
    const [, ...moved] = ledgerOf(told, { zone: 'UTC' }).movements
    expect(moved.toSorted((one, other) => (one.currency < other.currency ? -1 : 1))).toMatchObject([
      { kind: 'expansion', cause: 'currency', amount: 150_000, currency: 'JPY', event: last },
      { kind: 'contraction', cause: 'currency', amount: -1000, currency: 'USD', event: last },
    ])
    const later = told.map((one) => (one.event === 'yen' ? { ...one, at: START + 3 * DAY } : one))
    expect(ledgerOf(later, { zone: 'UTC' }).movements.map(({ kind }) => kind)).toEqual(['new', 'churn', 'reactivation'])
  })

  it.each([
    ['ends', { status: 'canceled', items: [] }, 'end'],
    ['pauses', { status: 'paused' }, 'pause'],
    ['costs nothing any more', { items: items(0, 1), mrr: NOTHING }, 'free'],
  ])('takes a subscription that %s for leaving, whatever the currency that is told with it', (_, change, cause) => {
    const told = [
      state({ at: START, event: 'create', amount: 150_000, currency: 'JPY', ...begins(START) }),
      state({ at: START + DAY, event: 'last', currency: 'USD', ...change }),
    ]
    for (const order of [told, told.toReversed()]) {
      expect(ledgerOf(order, { zone: 'UTC' }).movements.slice(1)).toMatchObject([
        { kind: 'churn', cause, amount: -150_000, currency: 'JPY' },
      ])
    }
  })

  it('calls a change of currency what it is: no churn, no new customer, nothing that a campaign did', () => {
    const told = [
      state({ at: START, event: 'create', amount: 1000, ...begins(START) }),
      state({ at: START + DAY, event: 'yen', amount: 150_000, currency: 'JPY' }),
    ]
    expect(ledgerOf(told, { zone: 'UTC' }).movements.slice(1)).toMatchObject([
      { kind: 'expansion', cause: 'currency', amount: 150_000, currency: 'JPY', event: 'yen' },
      { kind: 'contraction', cause: 'currency', amount: -1000, currency: 'USD', event: 'yen' },
    ])
  })
})
