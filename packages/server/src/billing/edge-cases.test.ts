import { describe, expect, it } from 'vitest'
import { openApp } from '../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 22)
const DAY = 86_400_000
/** So many minutes after a moment some days ago. */
const after = (daysAgo: number, minutes: number) => toDays(daysAgo * DAY - minutes * 60_000)
const toDays = (milliseconds: number) => Number((milliseconds / DAY).toFixed(6))
const plan = (id: string, amount: number) => ({
  id,
  name: { en: id, ja: id },
  prices: [
    { id: `${id}-month`, amount, currency: 'USD', interval: 'month' },
    { id: `${id}-year`, amount: amount * 10, currency: 'USD', interval: 'year' },
  ],
  features: {},
})
const CATALOG = { features: [], plans: [plan('pro', 4900), plan('team', 9900), plan('free', 0)] }

/** A state some days ago; without more, `pro` by the month. */
type Step = [daysAgo: number, state?: Record<string, unknown>]

/** What the ledger of an account says after these states: day, kind, cause and amount of each movement, and what it pays at last. */
async function ledgerAfter(steps: readonly Step[]): Promise<{ movements: unknown[]; paying: number }> {
  await using open = await openApp({ clock: () => NOW })
  await open.call('PUT', '/v1/settings', { currency: 'USD' })
  await open.call('PUT', '/v1/catalog', CATALOG)
  const subscriptions = steps.map(([daysAgo, state = {}]) => ({
    id: 's',
    account: 'acme',
    at: new Date(NOW - daysAgo * DAY).toISOString(),
    status: 'active',
    ...('items' in state ? {} : { plan: 'pro' }),
    ...state,
  }))
  const { body } = await open.call('POST', '/v1/subscriptions', { subscriptions })
  expect(body.results.filter((one: { status: string }) => one.status === 'rejected')).toEqual([])
  const found = (await open.call('GET', '/v1/accounts/acme')).body
  return {
    movements: found.movements.map((one: { at: string; kind: string; cause: string; amount: number }) => [
      toDays(NOW - Date.parse(one.at)),
      one.kind,
      one.cause,
      one.amount,
    ]),
    paying: found.subscriptions.reduce((sum: number, one: { mrr: number }) => sum + one.mrr, 0),
  }
}

const NEW = [90, 'new', 'plan', 49]

describe('the ledger', () => {
  it.each<[string, Step[], unknown[], number]>([
    ['counts a trial from its first payment on', [[90, { status: 'trialing' }], [76]], [[76, 'new', 'plan', 49]], 49],
    [
      'counts a trial that is not continued as nothing',
      [
        [90, { status: 'trialing' }],
        [76, { status: 'canceled' }],
      ],
      [],
      0,
    ],
    ['goes on counting what is past due', [[90], [30, { status: 'past_due' }]], [NEW], 49],
    [
      'takes leave when nobody pays any more, and welcomes back',
      [[90], [30, { status: 'unpaid' }], [10]],
      [NEW, [30, 'churn', 'payment', -49], [10, 'reactivation', 'plan', 49]],
      49,
    ],
    ['counts a pause as nothing', [[90], [30, { status: 'paused' }]], [NEW, [30, 'churn', 'pause', -49]], 0],
    ['takes the way from paid to free as leaving', [[90], [30, { plan: 'free' }]], [NEW, [30, 'churn', 'free', -49]], 0],
    ['takes a discount of everything as leaving', [[90], [30, { discount: 1 }]], [NEW, [30, 'churn', 'free', -49]], 0],
    ['spreads a year over its months, to the cent', [[90, { interval: 'year', amount: 200_000 }]], [[90, 'new', 'plan', 166.67]], 166.67],
    [
      'calls a longer term by its sign and its cause',
      [[90], [30, { interval: 'year' }]],
      [NEW, [30, 'contraction', 'term-change', -8.17]],
      40.83,
    ],
    [
      'lets a coupon begin and end, to nobody’s credit',
      [[90], [60, { discount: 0.5 }], [30]],
      [NEW, [60, 'contraction', 'discount', -24.5], [30, 'expansion', 'discount', 24.5]],
      49,
    ],
    [
      'takes the end of one subscription of several as a contraction, and of the last as leaving',
      [[90], [80, { id: 't', plan: 'team' }], [40, { status: 'canceled' }], [20, { id: 't', plan: 'team', status: 'canceled' }]],
      [NEW, [80, 'expansion', 'plan', 99], [40, 'contraction', 'plan', -49], [20, 'churn', 'end', -99]],
      0,
    ],
    [
      'takes subscriptions that are bought within an hour for one purchase, by the largest of them',
      [[90], [after(90, 20), { id: 't', plan: 'team' }], [after(90, 59), { id: 'u' }], [after(90, 61), { id: 'v' }]],
      [
        [90, 'new', 'plan', 197],
        [after(90, 61), 'expansion', 'plan', 49],
      ],
      246,
    ],
    [
      'takes them for one return where the account was gone before',
      [[90], [30, { status: 'canceled' }], [10, { id: 't' }], [after(10, 5), { id: 'u', plan: 'team' }]],
      [NEW, [30, 'churn', 'end', -49], [10, 'reactivation', 'plan', 148]],
      148,
    ],
    [
      'calls more of what was just bought an expansion',
      [[90], [after(90, 30), { quantity: 3 }]],
      [NEW, [after(90, 30), 'expansion', 'seat', 98]],
      147,
    ],
    [
      'welcomes as new who only bought something else that day and gave it back before',
      [[90], [after(90, 5), { status: 'canceled' }], [after(90, 10), { id: 't', plan: 'team' }], [30, { id: 't', status: 'canceled' }]],
      [
        [after(90, 10), 'new', 'plan', 99],
        [30, 'churn', 'end', -99],
      ],
      0,
    ],
    [
      'takes the first payment of a trial or a free plan for new, whatever it was to be paid in',
      [[90, { status: 'trialing', currency: 'EUR', amount: 4500 }], [80, { plan: 'free', currency: 'GBP', amount: 0 }], [76]],
      [[76, 'new', 'plan', 49]],
      49,
    ],
    ['dates a change within the period to its moment', [[90], [77.5, { plan: 'team' }]], [NEW, [77.5, 'expansion', 'plan', 50]], 99],
    ['nets what goes up and down on one day', [[90], [30, { quantity: 9 }], [29.5, { quantity: 1 }]], [NEW], 49],
    ['tells a dearer price from a larger plan', [[90], [30, { amount: 5900 }]], [NEW, [30, 'expansion', 'price-change', 10]], 59],
  ])('%s', async (_, steps, movements, paying) => {
    expect(await ledgerAfter(steps)).toEqual({ movements, paying })
    expect(await ledgerAfter(steps.toReversed())).toEqual({ movements, paying })
  })
})
