import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChurnRecognised } from '@espalier/core/schema'
import type { SubscriptionState, Term } from '../store/billing.ts'
import { ledgerOf } from './ledger.ts'
import { isCounted, NOTHING } from './mrr.ts'

const day = (text: string) => Date.parse(`2026-${text}T00:00:00Z`)
const NOW = day('11-20')

interface Told {
  subscription?: string
  at: string
  status?: string
  amount?: number
  term?: Readonly<Record<keyof Term, string>> | Partial<Readonly<Record<keyof Term, string>>>
}

function state({ subscription = 'sub', at, status = 'active', amount = 1000, term }: Told): SubscriptionState {
  const isOver = status === 'canceled'
  const mrr = { num: amount, den: 1 }
  const item = { id: 'si', price: `p${amount}`, quantity: 1, interval: 'month' as const, intervalCount: 1, metered: false, mrr }
  return {
    subscription,
    account: 'acme',
    customer: '',
    status,
    items: isOver ? [] : [item],
    currency: 'USD',
    mrr: isCounted(status) ? mrr : NOTHING,
    at: day(at),
    event: `${subscription}@${at}`,
    ...(term && { term: Object.fromEntries(Object.entries(term).map(([of, when]) => [of, day(when)])) }),
  }
}

/** The ledger as `kind month-day amount`, oldest first. */
function booked(told: readonly Told[], churn: ChurnRecognised, now = NOW): string[] {
  return ledgerOf(
    told.map((one) => state(one)),
    { zone: 'UTC', churn, now },
  ).movements.map(({ kind, at, amount }) => `${kind} ${new Date(at).toISOString().slice(5, 10)} ${amount}`)
}

const BEGUN = 'new 08-01 1000'
const begins: Told = { at: '08-01' }

describe('an end that was scheduled', () => {
  const told: Told[] = [begins, { at: '09-10', term: { endsAt: '10-01', paidUntil: '10-01' } }, { at: '10-01', status: 'canceled' }]

  it.each([
    ['cancelled', '10-01'],
    ['period-end', '10-01'],
    ['scheduled', '09-10'],
  ] as const)('is lost by %s on %s', (churn, lost) => {
    expect(booked(told, churn)).toEqual([BEGUN, `churn ${lost} -1000`])
  })

  it('is lost as soon as it is scheduled, before it has come', () => {
    expect(booked(told.slice(0, 2), 'scheduled', day('09-11'))).toEqual([BEGUN, 'churn 09-10 -1000'])
    expect(booked(told.slice(0, 2), 'cancelled', day('09-11'))).toEqual([BEGUN])
  })

  it('leaves nothing behind where it is taken back, and counts anew where it is scheduled again', () => {
    const back: Told[] = [...told.slice(0, 2), { at: '09-20' }]
    expect(booked(back, 'scheduled')).toEqual([BEGUN])
    const again: Told[] = [...back, { at: '09-25', term: { endsAt: '10-01' } }, { at: '10-01', status: 'canceled' }]
    expect(booked(again, 'scheduled')).toEqual([BEGUN, 'churn 09-25 -1000'])
  })

  it('stays lost on the day of the decision where the end is moved', () => {
    const moved: Told[] = [...told.slice(0, 2), { at: '09-20', term: { endsAt: '11-01' } }, { at: '11-01', status: 'canceled' }]
    expect(booked(moved, 'scheduled')).toEqual([BEGUN, 'churn 09-10 -1000'])
  })

  it('says which event took it back, and since when', () => {
    const { corrections } = ledgerOf([...told.slice(0, 2), { at: '09-20' }].map(state), { zone: 'UTC', churn: 'scheduled' })
    expect([...corrections]).toEqual([['sub@09-20', day('09-10')]])
  })

  it('is the decision’s day where only the end names it', () => {
    const late: Told[] = [begins, { at: '10-01', status: 'canceled', term: { canceledAt: '09-10' } }]
    expect(booked(late, 'scheduled')).toEqual([BEGUN, 'churn 09-10 -1000'])
    expect(booked(late, 'cancelled')).toEqual([BEGUN, 'churn 10-01 -1000'])
    const wrong: Told[] = [begins, { at: '10-01', status: 'canceled', term: { canceledAt: '07-01' } }]
    expect(booked(wrong, 'scheduled')).toEqual([BEGUN, 'churn 10-01 -1000'])
  })

  it('of a term that was fixed from the beginning is no decision, and one that comes sooner is', () => {
    const term = { endsAt: '10-15' }
    const fixed: Told[] = [
      { at: '08-01', term },
      { at: '09-01', term, amount: 1200 },
      { at: '10-15', status: 'canceled' },
    ]
    expect(booked(fixed, 'scheduled')).toEqual([BEGUN, 'expansion 09-01 200', 'churn 10-15 -1200'])
    const sooner: Told[] = [
      { at: '08-01', term },
      { at: '09-05', term: { endsAt: '10-01' } },
      { at: '10-01', status: 'canceled' },
    ]
    expect(booked(sooner, 'scheduled')).toEqual([BEGUN, 'churn 09-05 -1000'])
  })

  it('of a trial loses nothing that was never paid', () => {
    const trial: Told[] = [
      { at: '08-01', status: 'trialing' },
      { at: '08-05', status: 'trialing', term: { endsAt: '08-15' } },
      { at: '08-15', status: 'canceled' },
    ]
    for (const churn of ['cancelled', 'period-end', 'scheduled'] as const) expect(booked(trial, churn)).toEqual([])
  })

  it('of one of several subscriptions is a contraction, and the last one is the churn', () => {
    const other: Told[] = [
      { subscription: 'other', at: '08-01', amount: 500 },
      { subscription: 'other', at: '10-20', status: 'canceled' },
    ]
    expect(booked([...told, ...other], 'scheduled')).toEqual(['new 08-01 1500', 'contraction 09-10 -1000', 'churn 10-20 -500'])
  })
})

describe('what is paid for when a subscription ends', () => {
  const told: Told[] = [
    { at: '08-01', term: { paidUntil: '12-01' } },
    { at: '11-10', status: 'canceled' },
  ]

  it('counts until it is over', () => {
    expect(booked(told, 'period-end', day('11-30'))).toEqual([BEGUN])
    expect(booked(told, 'period-end', day('12-01'))).toEqual([BEGUN, 'churn 12-01 -1000'])
    expect(booked(told, 'cancelled', day('12-01'))).toEqual([BEGUN, 'churn 11-10 -1000'])
  })

  it('is what the end itself says, also where that was over before', () => {
    const past: Told[] = [begins, { at: '11-10', status: 'canceled', term: { paidUntil: '11-01' } }]
    expect(booked(past, 'period-end')).toEqual([BEGUN, 'churn 11-01 -1000'])
    const forgotten: Told[] = [
      { at: '08-01', term: { paidUntil: '09-01' } },
      { at: '11-10', status: 'canceled' },
    ]
    expect(booked(forgotten, 'period-end')).toEqual([BEGUN, 'churn 11-10 -1000'])
  })

  it('is nothing where the last payment was late, or nobody says', () => {
    const late: Told[] = [
      begins,
      { at: '11-01', status: 'past_due', term: { paidUntil: '12-01' } },
      { at: '11-10', status: 'canceled', term: { paidUntil: '12-01' } },
    ]
    expect(booked(late, 'period-end')).toEqual([BEGUN, 'churn 11-10 -1000'])
    expect(booked([begins, { at: '11-10', status: 'canceled' }], 'period-end')).toEqual([BEGUN, 'churn 11-10 -1000'])
  })

  it('does not count beside what the account begins instead, whichever is told of first', () => {
    const next = (at: string): Told => ({ subscription: 'next', at, amount: 1500 })
    expect(booked([...told, next('11-15')], 'period-end', day('12-02'))).toEqual([BEGUN, 'expansion 11-15 500'])
    expect(booked([...told, next('11-10')], 'period-end', day('12-02'))).toEqual([BEGUN, 'expansion 11-10 500'])
    expect(booked([next('11-10'), ...told], 'period-end', day('12-02'))).toEqual([BEGUN, 'expansion 11-10 500'])
  })

  it('never left where the same subscription goes on before that is over', () => {
    expect(booked([...told, { at: '11-20' }], 'period-end', day('12-02'))).toEqual([BEGUN])
  })
})

describe('more seats', () => {
  const seats = (at: string, quantity: number, paidUntil: string): SubscriptionState => {
    const one = state({ at, term: { paidUntil } })
    const mrr = { num: 1000 * quantity, den: 1 }
    return { ...one, items: one.items.map((item) => ({ ...item, quantity, mrr })), mrr }
  }
  const causeOf = (...told: SubscriptionState[]) => ledgerOf(told, { zone: 'UTC' }).movements.at(-1)?.cause

  it('that come with a renewal were agreed before, and are credited to nobody', () => {
    expect(causeOf(seats('08-01', 10, '09-01'), seats('09-01', 12, '10-01'))).toBe('price-change')
  })

  it('are bought at every other time', () => {
    expect(causeOf(seats('08-01', 10, '09-01'), seats('08-20', 12, '09-01'))).toBe('seat')
    expect(causeOf(seats('08-01', 10, '09-01'), seats('09-01', 10, '10-01'), seats('09-02', 12, '10-01'))).toBe('seat')
    expect(causeOf(seats('08-01', 10, '09-01'), seats('08-20', 12, '10-01'))).toBe('seat')
  })

  it('that go away with a renewal are a decision all the same', () => {
    expect(causeOf(seats('08-01', 10, '09-01'), seats('09-01', 8, '10-01'))).toBe('seat')
  })
})

const moment = fc.integer({ min: 1, max: 27 }).map((index) => `10-${String(index).padStart(2, '0')}`)
const anEnd = fc.option(moment, { nil: undefined })
const aLife = fc.array(
  fc.record({
    subscription: fc.constantFrom('a', 'b'),
    at: moment,
    status: fc.constantFrom('active', 'active', 'past_due', 'trialing', 'paused', 'canceled'),
    amount: fc.constantFrom(1000, 1500),
    ends: fc.record({ endsAt: anEnd, paidUntil: anEnd, canceledAt: anEnd }),
  }),
  { minLength: 1, maxLength: 8 },
)
const historyOf = (life: typeof aLife extends fc.Arbitrary<infer T> ? T : never): SubscriptionState[] => {
  const told = life.map(({ ends, ...one }) => {
    const known = Object.entries(ends).filter(([, when]) => when !== undefined)
    return state({ ...one, ...(known.length > 0 && { term: Object.fromEntries(known) as Told['term'] }) } as Told)
  })
  return [...new Map(told.map((one) => [one.event, one])).values()]
}

it('comes to one ledger that adds up, for every order, every recognition and every day', () => {
  const cases = fc.record({
    told: aLife.map(historyOf).chain((told) => fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length }))),
    churn: fc.constantFrom('cancelled', 'period-end', 'scheduled'),
    now: moment,
  })
  fc.assert(
    fc.property(cases, ({ told: [told, shuffled], churn, now }) => {
      const rules = { zone: 'Asia/Tokyo', churn, now: day(now) } as const
      const [one, other] = [ledgerOf(told, rules), ledgerOf([...shuffled, ...told.slice(0, 1)], rules)]
      expect(other.movements).toEqual(one.movements)
      expect(new Map(other.newest.map((each) => [each.subscription, [each.event, each.mrr, each.countsUntil]]))).toEqual(
        new Map(one.newest.map((each) => [each.subscription, [each.event, each.mrr, each.countsUntil]])),
      )
      const paid = one.newest.reduce((sum, { mrr }) => sum + mrr.num, 0)
      expect(one.movements.reduce((sum, { amount }) => sum + amount, 0)).toBe(paid)
      expect(new Set(one.movements.map(({ id }) => id)).size).toBe(one.movements.length)
      for (const { kind, amount } of one.movements) expect(amount > 0).toBe(['new', 'expansion', 'reactivation'].includes(kind))
      expect(one.newest.every(({ status, countsUntil }) => countsUntil === undefined || status === 'canceled')).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
