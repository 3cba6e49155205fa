import { describe, expect, it } from 'vitest'
import { openApp, type OpenApp } from '../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 10)

const paid = (id: string, at: string, amount: number, change: object = {}) => ({
  ...{ id, account: id, at: `2026-${at}T12:00:00Z`, status: amount === 0 ? 'canceled' : 'active' },
  ...(amount > 0 && { price: `p${amount}`, amount }),
  ...change,
})
const rate = (currency: string, day: string, text: string | null) => ({ currency, day: `2026-${day}`, rate: text })
const RATES = [
  rate('USD', '08-31', '148'),
  rate('USD', '09-30', '150'),
  rate('USD', '10-10', '152'),
  rate('USD', '10-31', '155'),
  rate('USD', '11-09', '154'),
]

/** A workspace that reports in yen, with an account that pays in yen and one that pays in dollars. */
async function openMixed(rates: readonly object[] = RATES): Promise<OpenApp> {
  const open = await openApp({ clock: () => NOW })
  await open.call('PUT', '/v1/settings', { currency: 'JPY' })
  await open.call('POST', '/v1/subscriptions', {
    subscriptions: [
      paid('yen', '09-10', 10_000),
      paid('dollars', '09-10', 10_000, { currency: 'USD' }),
      paid('dollars', '10-10', 20_000, { currency: 'USD' }),
    ],
  })
  if (rates.length > 0) await open.call('PUT', '/v1/rates', { rates })
  return open
}
const october = async (open: OpenApp, query = '') => {
  const { body } = await open.call('GET', `/v1/reports/revenue${query}`)
  return { report: body, month: body.months.find((one: { month: string }) => one.month === '2026-10') }
}

describe('exchange rates', () => {
  it('are kept by currency and day, and the last word counts', async () => {
    await using open = await openMixed()
    await open.call('PUT', '/v1/rates', { rates: [rate('USD', '10-10', null), rate('USD', '10-31', '156.25')] })
    const { body } = await open.call('GET', '/v1/rates')
    expect(body.to).toBe('JPY')
    expect(body.rates).toEqual([
      rate('USD', '08-31', '148'),
      rate('USD', '09-30', '150'),
      rate('USD', '10-31', '156.25'),
      rate('USD', '11-09', '154'),
    ])
    expect((await open.call('GET', '/v1/rates?to=EUR')).body).toEqual({ to: 'EUR', rates: [] })
  })

  it('are written down with their author in the log of changes, as they were told', async () => {
    await using open = await openMixed()
    await open.call('PUT', '/v1/rates', { to: 'EUR', rates: [rate('USD', '10-10', '0.9')] })
    await open.call('PUT', '/v1/rates', { rates: [rate('USD', '10-10', null)] })
    await open.call('PUT', '/v1/rates', { rates: [] })
    await open.call('PUT', '/v1/rates', { rates: [rate('JPY', '10-10', '1')] })
    const told = (await open.deps.store.changes.list()).filter(({ kind }) => kind === 'rates')
    expect(told.map(({ subject, body }) => [subject, body])).toEqual([
      ['JPY', { rates: RATES }],
      ['EUR', { rates: [rate('USD', '10-10', '0.9')] }],
      ['JPY', { rates: [rate('USD', '10-10', null)] }],
    ])
    expect(told.every(({ at, author }) => at === NOW && author !== '')).toBe(true)
  })

  it('follow those who began together at the rates of their first month, whatever they pay in and whatever rates do', async () => {
    await using open = await openMixed([rate('USD', '09-30', '150'), rate('USD', '10-31', '300')])
    await open.call('POST', '/v1/subscriptions', {
      subscriptions: [
        // Adds dollars in October: growth of one that began in September, and no newcomer.
        paid('more', '10-12', 10_000, { account: 'yen', currency: 'USD' }),
        paid('late', '10-20', 10_000, { currency: 'USD' }),
      ],
    })
    const { body } = await open.call('GET', '/v1/reports/revenue/cohorts')
    // 10,000 yen and 100 dollars at 150; then 200 dollars, and 100 more of the one that began with yen.
    expect(body.cohorts).toEqual([
      { month: '2026-09', accounts: 2, mrr: 25_000, revenue: [1, 55_000 / 25_000], logo: [1, 1] },
      { month: '2026-10', accounts: 1, mrr: 30_000, revenue: [1], logo: [1] },
    ])
    expect(body.exchange).toEqual({ rates: [rate('USD', '10-31', '300'), rate('USD', '09-30', '150')], missing: [] })
    const alone = (await open.call('GET', '/v1/reports/revenue/cohorts?currency=JPY')).body
    expect([alone.exchange, alone.cohorts]).toEqual([null, [{ month: '2026-09', accounts: 1, mrr: 10_000, revenue: [1, 1], logo: [1, 1] }]])
  })

  it('leave the money of a cohort open where one is missing, and say which', async () => {
    await using open = await openMixed([rate('USD', '10-31', '155')])
    const { body } = await open.call('GET', '/v1/reports/revenue/cohorts')
    expect(body.cohorts).toEqual([{ month: '2026-09', accounts: 2, mrr: null, revenue: [null, null], logo: [1, 1] }])
    expect(body.exchange).toEqual({ rates: [], missing: [{ month: '2026-09', currency: 'USD', day: '2026-09-30' }] })
  })

  it.each([
    ['rates[0].rate', { rates: [rate('USD', '10-10', '0.00')] }],
    ['rates[0].rate', { rates: [rate('USD', '10-10', '1e3')] }],
    ['rates[0].rate', { rates: [{ ...rate('USD', '10-10', '1'), rate: 150 }] }],
    ['rates[1].day', { rates: [rate('USD', '10-10', '150'), rate('USD', '10-32', '150')] }],
    ['rates[0].currency', { rates: [rate('usd', '10-10', '150')] }],
    ['rates[0].currency', { rates: [rate('JPY', '10-10', '1')] }],
    ['to', { to: 'yen', rates: [] }],
    ['rates', {}],
  ])('name %s where they cannot be read, and keep none', async (field, body) => {
    await using open = await openMixed([])
    const answer = await open.call('PUT', '/v1/rates', body)
    expect([answer.status, answer.body.error.field]).toEqual([400, field])
    expect((await open.call('GET', '/v1/rates')).body.rates).toEqual([])
  })
})

describe('revenue in several currencies', () => {
  it('stays in one currency until rates are told', async () => {
    await using open = await openMixed([])
    const { report, month } = await october(open)
    expect(month.mrr).toEqual({ opening: 10_000, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, closing: 10_000 })
    expect([report.exchange, report.hasRates, report.otherCurrencies]).toEqual([null, false, ['USD']])
    await open.call('PUT', '/v1/rates', { rates: RATES })
    expect((await october(open)).month.mrr.closing).toBe(41_000)
    await open.call('PUT', '/v1/rates', { rates: [rate('USD', '10-31', '156')] })
    expect((await october(open)).month.mrr.closing).toBe(41_200)
  })

  it('is exchanged by the rates of its days, with a row of its own for what the rates did', async () => {
    await using open = await openMixed()
    const { report, month } = await october(open)
    // 100 USD at 150, 100 more at 152, and 200 at 155 in the end: the first hundred won 500, the second 300.
    expect(month.mrr).toEqual({
      ...{ opening: 25_000, new: 0, expansion: 15_200, contraction: 0, churn: 0, reactivation: 0 },
      ...{ exchange: 800, closing: 41_000 },
    })
    expect(month.expansionByCause).toEqual({ plan: 15_200 })
    // Nothing of what rates did is kept or lost: 10,000 and 200 of what was 10,000 and 100 dollars, at 150.
    expect([month.nrr, month.grr]).toEqual([40_000 / 25_000, 1])
    expect(report.exchange.missing).toEqual([])
    expect(report.exchange.rates[0]).toEqual({ currency: 'USD', day: '2026-11-09', rate: '154' })
    const november = report.months.at(-1)
    expect([november.mrr.opening, november.mrr.exchange, november.mrr.closing, november.accounts.closing]).toEqual([
      41_000, -200, 40_800, 2,
    ])
  })

  it('opens the rows of a month, and is a table', async () => {
    await using open = await openMixed()
    const { body } = await open.call('GET', '/v1/reports/revenue/accounts?month=2026-10')
    expect(body.accounts).toMatchObject([
      { id: 'dollars', opening: 15_000, expansion: 15_200, exchange: 800, closing: 31_000 },
      { id: 'yen', opening: 10_000, exchange: 0, closing: 10_000 },
    ])
    expect((await open.call('GET', '/v1/reports/revenue?format=csv')).body).toContain(',2026-10,true,25000,0,0,15200,0,0,0,0,800,41000,')
  })

  it('can still be asked for in each currency alone', async () => {
    await using open = await openMixed()
    const { report, month } = await october(open, '?currency=USD')
    expect([month.mrr.opening, month.mrr.closing, month.mrr.exchange]).toEqual([100, 200, undefined])
    expect([report.exchange, report.hasRates]).toEqual([null, true])
  })

  it('says where a rate is missing instead of a number, everywhere', async () => {
    await using open = await openMixed(RATES.filter(({ day }) => day <= '2026-09-30'))
    const { report, month } = await october(open)
    expect(month).toBeDefined()
    expect(report.months.map((one: { month: string }) => one.month)).toEqual(['2026-09', '2026-10'])
    expect(report.exchange.missing).toEqual([{ month: '2026-11', currency: 'USD', day: '2026-11-10' }])
    expect((await open.call('GET', '/v1/reports/revenue?format=csv&lang=ja')).body).toContain('2026-11,,')
    const rows = (await open.call('GET', '/v1/reports/revenue/accounts?month=2026-11')).body
    expect([rows.accounts, rows.exchange.missing.length]).toEqual([[], 1])
    const home = (await open.call('GET', '/v1/reports/home?month=2026-11')).body
    const figure = (id: string) => home.figures.find((one: { id: string }) => one.id === id)
    expect(figure('nrr')).toMatchObject({ value: null, reason: 'no-rate' })
    expect(home.exchange.missing).toEqual(report.exchange.missing)
  })

  it('is the same on Home, whose figures lead to the same rows', async () => {
    await using open = await openMixed()
    const { body } = await open.call('GET', '/v1/reports/home?month=2026-10')
    const figure = body.figures.find((one: { id: string }) => one.id === 'expansionMrr')
    expect([body.currency, figure.value, figure.rows]).toEqual(['JPY', 15_200, '/v1/reports/revenue/accounts?month=2026-10'])
  })

  it('is reported in the currency that the settings name, whatever the workspace bills in', async () => {
    await using open = await openMixed()
    await open.call('PUT', '/v1/settings', { currency: 'JPY', revenue: { currency: 'USD' } })
    await open.call('PUT', '/v1/rates', { rates: [rate('JPY', '09-30', '0.0066'), rate('JPY', '10-31', '0.0065')] })
    const { report, month } = await october(open)
    expect([report.currency, month.mrr.opening, month.mrr.closing]).toEqual(['USD', 166, 265])
  })

  it('takes a second currency of an account for growth, and its end for a smaller contract', async () => {
    await using open = await openMixed()
    const euro = (at: string, amount: number) => paid('more', at, amount, { account: 'yen', currency: 'USD' })
    await open.call('POST', '/v1/subscriptions', { subscriptions: [euro('10-05', 1000), euro('10-20', 0)] })
    const { month } = await october(open)
    expect(month.mrr).toMatchObject({ reactivation: 0, expansion: 15_200 + 1500, contraction: 1520, churn: 0 })
    expect(month.accounts).toMatchObject({ opening: 2, churned: 0, added: 0, closing: 2 })
  })
})

describe('going from paid to free', () => {
  const free = (at: string) => paid('yen', at, 10_000, { discount: 1 })
  const cases = async (paidToFree: string | undefined) => {
    const open = await openMixed([])
    if (paidToFree) await open.call('PUT', '/v1/settings', { currency: 'JPY', revenue: { paidToFree } })
    await open.call('POST', '/v1/subscriptions', { subscriptions: [free('10-10'), paid('yen', '11-05', 12_000)] })
    return open
  }

  it('is leaving, and paying again is coming back, unless the workspace says otherwise', async () => {
    await using open = await cases(undefined)
    const { report, month } = await october(open)
    expect(report.paidToFree).toBe('churn')
    expect([month.mrr.churn, month.mrr.contraction, month.customerChurn, month.accounts.churned]).toEqual([10_000, 0, 1, 1])
    expect(report.months.at(-1).mrr).toMatchObject({ reactivation: 12_000, expansion: 0 })
  })

  it('is a smaller contract where the workspace says so, and nobody left', async () => {
    await using open = await cases('contraction')
    const { report, month } = await october(open)
    expect(report.paidToFree).toBe('contraction')
    expect([month.mrr.churn, month.mrr.contraction, month.customerChurn, month.customerRetention]).toEqual([0, 10_000, 0, 1])
    expect(month.accounts).toMatchObject({ opening: 1, churned: 0, toFree: 1, closing: 0 })
    expect([month.nrr, month.grossChurn]).toEqual([0, 1])
    expect(report.months.at(-1).mrr).toMatchObject({ reactivation: 0, expansion: 12_000 })
    const rows = (await open.call('GET', '/v1/reports/revenue/accounts?month=2026-10')).body.accounts
    expect(rows).toMatchObject([{ id: 'yen', contraction: 10_000, churn: 0 }])
  })

  it('does not keep who really leaves', async () => {
    await using open = await openMixed([])
    await open.call('PUT', '/v1/settings', { currency: 'JPY', revenue: { paidToFree: 'contraction' } })
    await open.call('POST', '/v1/subscriptions', { subscriptions: [paid('yen', '10-10', 0)] })
    expect((await october(open)).month).toMatchObject({ customerChurn: 1, mrr: { churn: 10_000, contraction: 0 } })
  })
})
