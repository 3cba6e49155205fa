import { describe, expect, it } from 'vitest'
import { openApp, type OpenApp } from '../open-app.case.ts'

const NOON = Date.UTC(2026, 10, 22, 12)
const iso = (day: number) => new Date(NOON + day * 86_400_000).toISOString()

const CATALOG = {
  defaultPlan: 'free',
  features: [],
  plans: [
    { id: 'free', name: { en: 'Free', ja: '無料' }, features: {} },
    {
      id: 'team',
      name: { en: 'Team', ja: 'チーム' },
      prices: [
        { id: 'team-month', amount: 9800, currency: 'JPY', interval: 'month' },
        { id: 'team-year', amount: 98_000, currency: 'JPY', interval: 'year' },
      ],
      features: {},
    },
    { id: 'seats', name: { en: 'Seats', ja: '席' }, kind: 'seat-pack', features: {} },
  ],
}

async function openBilled(): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOON })
  await open.call('PUT', '/v1/catalog', CATALOG)
  await open.call('PUT', '/v1/settings', { currency: 'JPY', zone: 'Asia/Tokyo' })
  return open
}

const send = async (open: OpenApp, ...subscriptions: object[]) =>
  (await open.call('POST', '/v1/subscriptions', { subscriptions })).body.results as {
    status: string
    error?: { field: string; message: string }
  }[]

const team = (day: number, change: object = {}) => ({ id: 's1', account: 'acme', at: iso(day), status: 'active', plan: 'team', ...change })

const movements = async (open: OpenApp) =>
  (await open.deps.store.billing.movementsOf('acme')).map(({ kind, cause, amount }) => [kind, cause, amount])

describe('subscriptions that another billing system tells of', () => {
  it('become states, movements and the plan, at the price of the catalogue', async () => {
    await using open = await openBilled()
    const told = [team(-40), team(-20, { quantity: 2 }), team(-10, { interval: 'year', quantity: 2 }), team(-1, { status: 'canceled' })]
    expect((await send(open, ...told)).map((one) => one.status)).toEqual(['applied', 'applied', 'applied', 'applied'])
    expect(await movements(open)).toEqual([
      ['new', 'plan', 9800],
      ['expansion', 'seat', 9800],
      ['contraction', 'term-change', -3267],
      ['churn', 'end', -16_333],
    ])
    const { body } = await open.call('GET', '/v1/accounts/acme')
    expect(body.subscriptions).toMatchObject([{ id: 's1', status: 'canceled' }])
    expect((await open.deps.store.people.accounts(['acme'])).get('acme')?.plan).toBeUndefined()
  })

  it('change the plan where a single line changes its price, whether the catalogue knows it or not', async () => {
    await using open = await openBilled()
    const price = (days: number, name: string, amount: number, change = {}) => ({
      ...team(days),
      plan: undefined,
      price: name,
      amount,
      ...change,
    })
    await send(
      open,
      price(-40, 'small', 1000),
      price(-30, 'large', 3000),
      price(-20, 'large', 3000, { quantity: 2 }),
      price(-10, 'large-year', 60_000, { quantity: 2, interval: 'year' }),
      price(-5, 'support', 500, { id: 's2' }),
    )
    expect(await movements(open)).toEqual([
      ['new', 'plan', 1000],
      ['expansion', 'plan', 2000],
      ['expansion', 'seat', 3000],
      ['expansion', 'term-change', 4000],
      ['expansion', 'add-on', 500],
    ])
  })

  it('keep a line that is told beside the rest at first, and among others later', async () => {
    await using open = await openBilled()
    const line = { price: 'small', amount: 1000 }
    const { plan: _, ...rest } = team(-40)
    await send(open, { ...rest, ...line }, { ...rest, at: team(-20).at, items: [{ ...line, quantity: 3 }] })
    expect(await movements(open)).toEqual([
      ['new', 'plan', 1000],
      ['expansion', 'seat', 2000],
    ])
  })

  it('come to one ledger in whatever order and however often they come', async () => {
    const told = [
      team(-40),
      team(-20, { quantity: 3 }),
      team(-1, { status: 'canceled' }),
      { ...team(-30), id: 's2', plan: 'seats', amount: 500, quantity: 4 },
    ]
    const ledgers = await Promise.all(
      [told, told.toReversed(), [...told, ...told]].map(async (list) => {
        await using open = await openBilled()
        await send(open, ...list)
        return movements(open)
      }),
    )
    expect(new Set(ledgers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(ledgers[0]).toHaveLength(4)
  })

  it('are known by their event, or by subscription and time', async () => {
    await using open = await openBilled()
    const status = async (one: object) => (await send(open, one))[0]?.status
    expect([await status(team(-9)), await status(team(-9, { quantity: 7 })), await status(team(-30))]).toEqual([
      'applied',
      'duplicate',
      'stale',
    ])
    expect([await status(team(-8, { event: 'e1' })), await status(team(-7, { event: 'e1' }))]).toEqual(['applied', 'duplicate'])
  })

  it('have several lines, each with an amount of its own; what is metered brings nothing that recurs', async () => {
    await using open = await openBilled()
    const items = [
      { plan: 'team', discount: 0.25 },
      { plan: 'seats', amount: 700, quantity: 3 },
      { price: 'calls', metered: true },
      { price: 'support', amount: 120_000, interval: 'year' },
    ]
    await send(open, { id: 's1', account: 'acme', at: iso(-5), status: 'past_due', items, reason: 'renewed by phone' })
    expect(await movements(open)).toEqual([['new', 'plan', 7350 + 2100 + 10_000]])
    expect((await open.call('GET', '/v1/accounts/acme')).body).toMatchObject({ plan: 'team', care: { pastDue: true } })
  })

  it.each([
    ['subscriptions[1].plan', { plan: 'gold' }, 'the catalogue has no plan "gold"'],
    ['subscriptions[1].amount', { plan: 'seats' }, 'expected an amount: "seats" has no price in JPY for one month'],
    ['subscriptions[1].amount', { currency: 'USD' }, 'expected an amount: "team" has no price in USD for one month'],
    ['subscriptions[1].at', { at: iso(1) }, 'expected a time that is not in the future'],
    ['subscriptions[1].items', { items: [] }, 'expected either items, or one line written beside the rest'],
    ['subscriptions[1].status', { status: 'happy' }, expect.stringContaining('active')],
    ['subscriptions[1].quantity', { quantity: -1 }, expect.any(String)],
    ['subscriptions[1].account', { account: 'other', at: iso(-1) }, '"s1" belongs to account "acme"'],
  ])('are refused by %s, one by one, and change nothing', async (field, change, message) => {
    await using open = await openBilled()
    const results = await send(open, team(-3), team(-2, change), { ...team(-3), id: 's9' })
    expect(results.map((one) => one.status)).toEqual(['applied', 'rejected', 'applied'])
    expect(results[1]?.error).toEqual({ field, message })
    expect(await open.deps.store.billing.statesOf('s1')).toHaveLength(1)
  })

  it('need the secret key, and a list', async () => {
    await using open = await openBilled()
    expect((await open.call('POST', '/v1/subscriptions', { subscriptions: [team(-1)] }, { key: 'pk_test_demo' })).status).toBe(403)
    const { status, body } = await open.call('POST', '/v1/subscriptions', { subscriptions: [] })
    expect([status, body.error.field]).toEqual([400, 'subscriptions'])
  })

  it('refuses more money a month than can be counted to the last cent', async () => {
    await using open = await openApp({ clock: () => NOON })
    const at = new Date(NOON - 1000).toISOString()
    const line = { id: 's', account: 'acme', at, status: 'active', price: 'p', amount: 9e12 }
    const told = async (more: object) =>
      (await open.call('POST', '/v1/subscriptions', { subscriptions: [{ ...line, ...more }] })).body.results[0]
    expect(await told({ quantity: 2 })).toMatchObject({ status: 'rejected', error: { field: 'subscriptions[0].quantity' } })
    expect(await told({ interval: 'day' })).toMatchObject({ status: 'rejected', error: { field: 'subscriptions[0].amount' } })
    expect(await told({})).toMatchObject({ status: 'applied' })
  })
})
