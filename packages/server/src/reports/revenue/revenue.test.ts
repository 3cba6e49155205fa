import { type RevenueReport, revenueReport } from '@espalier/core/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openApp, type OpenApp } from '../../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 10)

/** A subscription in dollars a month; `at` is a day of 2026 such as `09-15`. */
function paid(account: string, at: string, dollars: number, change: object = {}): object {
  const ended = dollars === 0
  return {
    id: `sub-${account}`,
    account,
    at: `2026-${at}T12:00:00Z`,
    status: ended ? 'canceled' : 'active',
    ...(!ended && { price: `p${dollars}`, amount: Math.round(dollars * 100) }),
    ...change,
  }
}

const many = (count: number, make: (index: number) => object): object[] => Array.from({ length: count }, (_, index) => make(index))

async function told(open: OpenApp, subscriptions: readonly object[]): Promise<void> {
  for (let from = 0; from < subscriptions.length; from += 2000) {
    const { body } = await open.call('POST', '/v1/subscriptions', { subscriptions: subscriptions.slice(from, from + 2000) })
    expect(body.results.filter((one: { status: string }) => one.status === 'rejected')).toEqual([])
  }
}

async function report(open: OpenApp, query = ''): Promise<RevenueReport> {
  const { status, body } = await open.call('GET', `/v1/reports/revenue${query}`)
  expect(status).toBe(200)
  return revenueReport.parse(body)
}

/** The report of a workspace of which just this was told; October is the month that is looked at. */
async function october(subscriptions: readonly object[]) {
  await using open = await openApp({ clock: () => NOW })
  await told(open, subscriptions)
  const found = await report(open)
  const month = found.months.find((one) => one.month === '2026-10')
  if (!month) throw new Error('no October')
  return { ...month, report: found }
}

describe('the examples that these measures are known by', () => {
  it('10 of 200 customers left: 5 % customer churn', async () => {
    const { customerChurn, accounts } = await october([
      ...many(200, (index) => paid(`a${index}`, '09-15', 10)),
      ...many(10, (index) => paid(`a${index}`, '10-15', 0)),
    ])
    expect([accounts.opening, accounts.churned, customerChurn]).toEqual([200, 10, 0.05])
  })

  it('6 contracts of 30,000 are lost from 3,000,000: 6 % revenue churn', async () => {
    const yen = { currency: 'USD' }
    const { grossChurn, mrr } = await october([
      ...many(100, (index) => paid(`a${index}`, '09-15', 30_000, yen)),
      ...many(6, (index) => paid(`a${index}`, '10-15', 0)),
    ])
    expect([mrr.opening, mrr.churn, grossChurn]).toEqual([3_000_000, 180_000, 0.06])
  })

  it('1,300 at the end, 350 of them added, 1,000 at the beginning: 95 % customer retention', async () => {
    const { accounts, customerRetention } = await october([
      ...many(1000, (index) => paid(`a${index}`, '09-15', 10)),
      ...many(50, (index) => paid(`a${index}`, '10-15', 0)),
      ...many(350, (index) => paid(`b${index}`, '10-20', 10)),
    ])
    expect([accounts.closing, accounts.added, accounts.opening, customerRetention]).toEqual([1300, 350, 1000, 0.95])
  })

  it('100, of which 10 left and 10 were lost by smaller plans, and 10 gained: gross 20 %, net 10 %', async () => {
    const { grossChurn, netChurn } = await october([
      ...many(3, (index) => paid(`a${index}`, '09-15', 20)),
      paid('gone', '09-15', 10),
      paid('rest', '09-15', 30),
      paid('gone', '10-10', 0),
      paid('a0', '10-11', 10),
      paid('a1', '10-12', 30),
    ])
    expect([grossChurn, netChurn]).toEqual([0.2, 0.1])
  })

  it('1,000 less 100 and plus 200: 110 % NRR', async () => {
    const { nrr } = await october([paid('a', '09-15', 500), paid('b', '09-15', 500), paid('a', '10-10', 400), paid('b', '10-11', 700)])
    expect(nrr).toBe(1.1)
  })

  it('100,000 plus 15,000, less 3,000 and 5,000: NRR 107 %, GRR 92 %', async () => {
    const { nrr, grr } = await october([
      paid('grows', '09-15', 50_000),
      paid('shrinks', '09-15', 45_000),
      paid('leaves', '09-15', 5000),
      paid('grows', '10-10', 65_000),
      paid('shrinks', '10-11', 42_000),
      paid('leaves', '10-12', 0),
    ])
    expect([nrr, grr]).toEqual([1.07, 0.92])
  })

  it('2,000 a year is 166.67 a month, and 100 at 100 with 50 at 600 a year are 12,500', async () => {
    const yearly = { interval: 'year' }
    expect((await october([paid('a', '09-15', 2000, yearly)])).mrr.opening).toBe(166.67)
    const both = await october([
      ...many(100, (index) => paid(`m${index}`, '09-15', 100)),
      ...many(50, (index) => paid(`y${index}`, '09-15', 600, yearly)),
    ])
    expect([both.mrr.opening, both.mrr.closing]).toEqual([12_500, 12_500])
    expect(both.arpa).toBeCloseTo(12_500 / 150, 9)
  })
})

describe('the revenue of a workspace', () => {
  it('has nothing to say before anything was billed', async () => {
    await using open = await openApp({ clock: () => NOW })
    const { months, ltv, trailing, otherCurrencies } = await report(open)
    expect(months).toHaveLength(1)
    expect(months[0]).toMatchObject({ month: '2026-11', complete: false, nrr: null, customerChurn: null, arpa: null, quickRatio: null })
    expect([ltv.value, ltv.reason, trailing.months, otherCurrencies]).toEqual([null, 'too-few-months', 0, []])
  })

  it('begins months where the workspace begins them', async () => {
    await using open = await openApp({ clock: () => NOW })
    await open.call('PUT', '/v1/settings', { zone: 'Asia/Tokyo' })
    await told(open, [
      paid('early', '08-01', 10),
      paid('a', '09-30', 5, { at: '2026-09-30T14:59:59Z' }),
      paid('b', '09-30', 7, { at: '2026-09-30T15:00:00Z' }),
    ])
    const { months } = await report(open)
    expect(months.map((one) => [one.month, one.mrr.new, one.complete])).toEqual([
      ['2026-08', 10, true],
      ['2026-09', 5, true],
      ['2026-10', 7, true],
      ['2026-11', 0, false],
    ])
  })

  it('keeps growth and loss of different accounts apart, and does not count who came back as kept', async () => {
    const { nrr, grr, mrr, accounts } = await october([
      paid('back', '08-15', 100),
      paid('grows', '08-15', 100),
      paid('back', '10-05', 0),
      paid('back', '10-25', 100, { id: 'sub-again' }),
      paid('grows', '10-06', 150),
    ])
    expect(mrr).toMatchObject({ opening: 200, expansion: 50, churn: 100, reactivation: 100, closing: 250 })
    expect([nrr, grr]).toEqual([0.75, 0.5])
    expect(accounts).toMatchObject({ opening: 2, churned: 0, closing: 2 })
  })

  it('counts who came and left within a month as an early exit, not as churn', async () => {
    const { accounts, customerChurn } = await october([paid('stays', '09-01', 10), paid('short', '10-02', 10), paid('short', '10-20', 0)])
    expect([accounts.earlyExits, accounts.churned, accounts.added, customerChurn]).toEqual([1, 0, 0, 0])
  })

  it('tells what expansion came from, and leaves other currencies to a report of their own', async () => {
    const { expansionByCause, report: found } = await october([
      paid('a', '09-15', 10),
      paid('a', '10-10', 10, { quantity: 3 }),
      paid('b', '09-15', 20, { price: 'plan' }),
      paid('b', '10-10', 25, { price: 'plan' }),
      paid('yen', '09-15', 30, { currency: 'JPY' }),
    ])
    expect(expansionByCause).toEqual({ seat: 20, 'price-change': 5 })
    expect(found.otherCurrencies).toEqual(['JPY'])
  })

  it('gives an LTV from three months and thirty lost accounts on, and otherwise says what is missing', async () => {
    const history = [
      ...many(400, (index) => paid(`a${index}`, '06-15', 10)),
      ...many(30, (index) => paid(`a${index}`, ['07-10', '08-10', '09-10'][index % 3] ?? '', 0)),
    ]
    const { report: found } = await october(history)
    expect(found.ltv).toMatchObject({ months: 5, churned: 30 })
    expect(found.ltv.value).toBeCloseTo(10 / (30 / (400 + 390 + 380 + 370)), 6)
    expect((await october(history.slice(0, -1))).report.ltv).toMatchObject({ value: null, reason: 'too-few-churned', churned: 29 })
  })

  it('adds up, whatever happened: each month ends where the next begins, and its movements lead from one to the other', async () => {
    const change = fc.record({
      account: fc.constantFrom('a', 'b', 'c'),
      day: fc.integer({ min: 0, max: 120 }),
      dollars: fc.constantFrom(0, 9.99, 20, 33.33, 100),
      interval: fc.constantFrom('month', 'year', 'week'),
    })
    await using open = await openApp({ clock: () => NOW })
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        runs += 1
        const states = changes.map(({ account, day, dollars, interval }) =>
          paid(`${account}${runs}`, '07-01', dollars, {
            at: new Date(Date.UTC(2026, 6, 1) + day * 86_400_000).toISOString(),
            ...(dollars > 0 && { interval }),
          }),
        )
        await told(open, states)
        const { months } = await report(open, '?from=2026-07')
        for (const [index, { mrr, accounts }] of months.entries()) {
          const sum = mrr.opening + mrr.new + mrr.expansion + mrr.reactivation - mrr.contraction - mrr.churn
          expect(Math.abs(sum - mrr.closing)).toBeLessThan(0.005)
          expect(accounts.closing).toBe(accounts.opening - accounts.churned + accounts.added)
          const next = months[index + 1]
          expect([next?.mrr.opening ?? mrr.closing, next?.accounts.opening ?? accounts.closing]).toEqual([mrr.closing, accounts.closing])
        }
        const now = await Promise.all(
          ['a', 'b', 'c'].map(async (account) => (await open.deps.store.billing.subscriptionsOf(`${account}${runs}`))[0]?.mrr),
        )
        expect(now.every((mrr) => mrr === undefined || mrr.num >= 0)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('compares groups of accounts beside each other, and looks at one alone', async () => {
    await using open = await openApp({ clock: () => NOW })
    await told(open, [
      paid('a', '09-15', 100),
      paid('b', '09-15', 300),
      paid('a', '10-10', 150),
      paid('b', '10-10', 150),
      paid('c', '09-15', 40),
    ])
    await open.call('PUT', '/v1/accounts/a', { traits: { touch: 'tech' } })
    await open.call('PUT', '/v1/accounts/b', { traits: { touch: 'high' } })
    const { segments, months } = await report(open, '?by=touch')
    expect(segments.map(({ value, month }) => [value, month.month, month.nrr, month.accounts.opening])).toEqual([
      ['high', '2026-10', 0.5, 1],
      ['tech', '2026-10', 1.5, 1],
      ['', '2026-10', 1, 1],
    ])
    expect(months.find(({ month }) => month === '2026-10')?.mrr.opening).toBe(440)
    const tech = await report(open, '?by=touch&value=tech')
    expect(tech.months.find(({ month }) => month === '2026-10')).toMatchObject({ nrr: 1.5, mrr: { opening: 100 } })
    expect(tech.segment).toEqual({ by: 'touch', value: 'tech' })
  })

  it('follows those who began in the same month: their money and their number', async () => {
    await using open = await openApp({ clock: () => NOW })
    await told(open, [
      paid('a', '08-10', 100),
      paid('b', '08-20', 100),
      paid('a', '09-10', 200),
      paid('b', '10-10', 0),
      paid('c', '09-01', 50),
      paid('d', '09-02', 50),
      paid('d', '09-20', 0),
    ])
    const { body } = await open.call('GET', '/v1/reports/revenue/cohorts')
    expect(body.cohorts).toEqual([
      { month: '2026-08', accounts: 2, mrr: 200, revenue: [1, 1.5, 1], logo: [1, 1, 0.5] },
      { month: '2026-09', accounts: 2, mrr: 100, revenue: [0.5, 0.5], logo: [0.5, 0.5] },
    ])
    const table = await open.call('GET', '/v1/reports/revenue/cohorts?format=csv')
    expect(table.body).toContain('2026-08,2,200,1,1.5,1')
    expect((await open.call('GET', '/v1/reports/revenue/cohorts?months=0')).body.error.field).toBe('months')
  })

  it('is a table for a spreadsheet', async () => {
    await using open = await openApp({ clock: () => NOW })
    await told(open, [paid('a', '09-15', 100)])
    const { body } = await open.call('GET', '/v1/reports/revenue?format=csv&lang=ja')
    expect(body).toMatch(/^行,グループ,月,確定,期首MRR/)
    expect(body).toContain('month,,2026-09,true,0,100,')
  })

  it('keeps all accounts apart from those that say nothing of what they are told apart by, in a spreadsheet as well', async () => {
    await using open = await openApp({ clock: () => NOW })
    await told(open, [paid('a', '09-15', 100), paid('b', '09-15', 50)])
    await open.call('PUT', '/v1/accounts/a', { traits: { industry: '製造業' } })
    const { body } = await open.call('GET', '/v1/reports/revenue?by=industry&from=2026-09&to=2026-10&format=csv')
    const lines = body.split('\r\n').map((line: string) => line.split(',').slice(0, 5).join(','))
    expect(lines).toContain('month,,2026-10,true,150')
    expect(lines).toContain('group,,2026-10,true,50')
    expect(lines).toContain('group,製造業,2026-10,true,100')
  })

  it.each([
    ['from', '?from=2026-13'],
    ['to', '?from=2026-05&to=2026-04'],
    ['currency', '?currency=yen'],
    ['by', '?value=team'],
  ])('names %s when it cannot be read', async (field, query) => {
    await using open = await openApp({ clock: () => NOW })
    const { status, body } = await open.call('GET', `/v1/reports/revenue${query}`)
    expect([status, body.error.field]).toEqual([400, field])
  })
})
