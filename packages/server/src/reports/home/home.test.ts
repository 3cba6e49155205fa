import { homeAccounts, homeReport, type HomeFigureId, type HomeReport } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { NOON, offer, openWorkspace, question, send } from '../../decisions/workspace.case.ts'
import type { OpenApp } from '../../open-app.case.ts'
import { boss, openAt } from '../kept/history.case.ts'

const DAY = 86_400_000
const iso = (daysAgo: number) => new Date(NOON - daysAgo * DAY).toISOString()

const many = (count: number, make: (index: number) => object): object[] => Array.from({ length: count }, (_, index) => make(index))

/** A subscription in dollars a month; 0 ends it. */
function paid(account: string, day: string, dollars: number): object {
  const rest = dollars === 0 ? { status: 'canceled' } : { status: 'active', price: `p${dollars}`, amount: dollars * 100 }
  return { id: `sub-${account}`, account, at: `2026-${day}T12:00:00Z`, ...rest }
}

async function told(open: OpenApp, subscriptions: readonly object[]): Promise<void> {
  const { body } = await open.call('POST', '/v1/subscriptions', { subscriptions })
  expect(body.results.filter((one: { status: string }) => one.status === 'rejected')).toEqual([])
}

async function read(open: OpenApp, query = ''): Promise<HomeReport> {
  const { status, body } = await open.call('GET', `/v1/reports/home${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return homeReport.parse(body)
}

const figure = (report: HomeReport, id: HomeFigureId) => report.figures.find((one) => one.id === id)
const group = (account: string, traits: object) => ({ type: 'group', userId: `boss-${account}`, groupId: account, traits })

describe('home', () => {
  it('gives a reason instead of a number where nothing is known', async () => {
    await using open = await openWorkspace()
    const report = await read(open)
    expect(report).toMatchObject({ month: '2026-11', complete: false, segment: null })
    for (const one of report.figures.filter(({ id }) => id !== 'expansionMrr')) {
      expect([one.id, one.value, typeof one.reason]).toEqual([one.id, null, 'string'])
    }
    expect(Object.fromEntries(report.figures.map(({ id, reason }) => [id, reason]))).toMatchObject({
      nrr: 'nothing-before',
      ltv: 'too-few-months',
      keptExpansion: 'no-credited-upgrade',
      incrementalUpsell: 'not-enough-data',
      nps: 'nobody-asked',
      csat: 'no-question',
    })
  })

  it('shows the last complete month with its mean of the months before, its target and what others published', async () => {
    await using open = await openWorkspace()
    await open.call('PUT', '/v1/settings', { holdout: 0, targets: { customerChurn: 0.02 } })
    await told(open, [
      ...many(200, (index) => paid(`a${index}`, '08-15', 10)),
      ...many(20, (index) => paid(`a${index}`, '09-15', 0)),
      ...many(9, (index) => paid(`a${index + 20}`, '10-15', 0)),
    ])
    const report = await read(open)
    expect([report.month, report.complete]).toEqual(['2026-10', true])
    expect(figure(report, 'customerChurn')).toMatchObject({
      value: 0.05,
      part: 9,
      whole: 180,
      trailing: { months: 2 },
      target: 0.02,
      benchmark: { value: 0.03 },
    })
    expect(figure(report, 'customerChurn')?.trailing?.value).toBeCloseTo((0.1 + 0.05) / 2, 12)
    expect(report.months.map(({ month, values }) => [month, values['customerChurn']])).toEqual([
      ['2026-08', null],
      ['2026-09', 0.1],
      ['2026-10', 0.05],
    ])
    expect((await read(open, '?month=2026-09')).figures.find(({ id }) => id === 'customerChurn')?.value).toBe(0.1)
  })

  it('opens the accounts behind a figure', async () => {
    await using open = await openWorkspace()
    await told(open, [
      paid('grows', '09-15', 50),
      paid('stays', '09-15', 20),
      paid('leaves', '09-15', 30),
      paid('grows', '10-10', 80),
      paid('leaves', '10-11', 0),
    ])
    const rows = figure(await read(open), 'nrr')?.rows ?? ''
    const { body } = await open.call('GET', rows)
    expect(body).toMatchObject({ month: '2026-10', total: 3 })
    expect(body.accounts).toEqual([
      { id: 'grows', name: 'grows', opening: 50, new: 0, expansion: 30, contraction: 0, churn: 0, reactivation: 0, closing: 80 },
      { id: 'leaves', name: 'leaves', opening: 30, new: 0, expansion: 0, contraction: 0, churn: 30, reactivation: 0, closing: 0 },
      { id: 'stays', name: 'stays', opening: 20, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, closing: 20 },
    ])
  })

  it('counts the accounts of one group alone, by plan, phase or any trait', async () => {
    await using open = await openWorkspace()
    await send(open, group('r1', { industry: 'retail' }), group('r2', { industry: 'retail' }), group('h1', { industry: 'health' }))
    await open.call('PUT', '/v1/accounts/h1', { care: { onboarded: false } })
    await told(open, [
      paid('r1', '09-15', 100),
      paid('r2', '09-15', 100),
      paid('h1', '09-15', 100),
      paid('r1', '10-10', 200),
      paid('h1', '10-10', 0),
    ])
    const retail = await read(open, '?by=industry&value=retail')
    expect([figure(retail, 'nrr')?.value, figure(retail, 'customerChurn')?.value]).toEqual([1.5, 0])
    expect(retail.segment).toEqual({ by: 'industry', value: 'retail', accounts: 2 })
    const starting = await read(open, '?by=phase&value=onboarding')
    expect([figure(starting, 'grr')?.value, starting.segment?.accounts]).toEqual([0, 1])
    expect(figure(await read(open, '?by=industry&value=nobody'), 'nrr')).toMatchObject({ value: null, reason: 'nothing-before' })
  })

  it('finds the accounts that outgrow what they have, and those to leave alone', async () => {
    await using open = await openWorkspace()
    await send(open, group('full', { name: 'Full Ltd' }), group('calm', {}), group('ill', {}), group('curious', {}))
    await send(open, ...many(5, () => ({ type: 'track', event: 'Report Exported', userId: 'boss-full', context: { groupId: 'full' } })))
    await send(open, {
      type: 'track',
      event: 'espalier:locked',
      userId: 'boss-curious',
      context: { groupId: 'curious' },
      properties: { feature: 'analytics' },
    })
    await open.call('PUT', '/v1/accounts/ill', { care: { score: 10, onboarded: false } })
    await open.call('PUT', '/v1/accounts/calm', { care: { score: 90, onboarded: true } })
    const report = await read(open)
    expect(report.steps.signals).toEqual({
      accounts: 2,
      reasons: expect.arrayContaining([
        { reason: 'near-limit', accounts: 1 },
        { reason: 'locked-touched', accounts: 1 },
      ]),
    })
    expect(report.steps.leaveAlone.accounts).toBe(1)
    expect(figure(report, 'onboarding')).toMatchObject({ value: 0.5, part: 1, whole: 2 })
    expect(figure(report, 'engagement')).toMatchObject({ value: 1, whole: 4 })
    const listed = await open.call('GET', '/v1/reports/home/accounts?step=leaveAlone')
    expect(homeAccounts.parse(listed.body)).toMatchObject({
      total: 1,
      accounts: [{ id: 'ill', plan: 'free', reasons: ['health', 'onboarding'] }],
    })
    const signals = await open.call('GET', '/v1/reports/home/accounts?step=signals')
    expect(signals.body.accounts.map((one: { name: string }) => one.name)).toEqual(['curious', 'Full Ltd'])
  })

  it('leaves accounts that have left out of engagement and utilisation, but not those that go on for free', async () => {
    const clock = { now: NOON - 80 * DAY }
    await using open = await openAt(clock)
    const exported = (account: string) => ({ type: 'track', event: 'Report Exported', ...boss(account) })
    await send(open, ...['pays', 'free-now', 'left', 'quiet', 'just-left', 'never-began'].map(exported))
    clock.now = NOON
    await send(open, exported('pays'), exported('free-now'))
    const ended = (account: string, daysAgo: number) => ({ id: `sub-${account}`, account, at: iso(daysAgo), status: 'canceled' })
    await told(open, [
      ...['pays', 'free-now', 'left', 'just-left'].map((account) => paid(account, '08-15', 10)),
      ...[ended('free-now', 60), ended('left', 60), ended('just-left', 29), { ...paid('never-began', '09-20', 10), status: 'incomplete' }],
    ])
    await open.call('PUT', '/v1/accounts/left', { care: { onboarded: false } })
    await open.call('PUT', '/v1/accounts/pays', { care: { onboarded: true } })
    const report = await read(open)
    // Who left is none of them; who stopped paying within the 30 days, never paid, or is still seen, is.
    expect(figure(report, 'engagement')).toMatchObject({ part: 2, whole: 5, value: 2 / 5 })
    expect(figure(report, 'utilisation')).toMatchObject({ part: 2, whole: 5 })
    expect(figure(report, 'onboarding')).toMatchObject({ part: 1, whole: 2 })
    const { body } = await open.call('GET', '/v1/reports/features')
    expect([body.accounts, body.features[0].entitled, body.features[0].using]).toEqual([5, 5, 2])
    await told(open, [{ ...paid('left', '11-01', 10), at: iso(1) }])
    expect(figure(await read(open), 'engagement')).toMatchObject({ part: 2, whole: 6 })
  })

  it('gives both upsell rates: of those who paid, and of those who saw an offer', async () => {
    await using open = await openWorkspace(offer({ goal: { kind: 'upgrade', windowDays: 14 } }))
    await told(
      open,
      many(10, (index) => paid(`a${index}`, '09-15', 10)),
    )
    const shown = (account: string) => ({
      type: 'track',
      event: 'espalier:shown',
      messageId: `shown-${account}`,
      userId: `u-${account}`,
      timestamp: iso(10),
      context: { groupId: account },
      properties: { campaign: 'offer', version: 1, decision: `d-${account}` },
    })
    await send(open, ...['a0', 'a1', 'a2', 'a3', 'new'].map(shown))
    await told(open, [
      { ...paid('a0', '11-15', 10), quantity: 3 },
      { ...paid('new', '11-15', 10), plan: 'team' },
    ])
    const report = await read(open, '?month=2026-11')
    // A first purchase is part of those who saw the offer, and not of those who paid already.
    expect(figure(report, 'upsellPerExisting')).toMatchObject({ value: 0.1, part: 1, whole: 10 })
    expect(figure(report, 'upsellPerExposed')).toMatchObject({ value: 0.4, part: 2, whole: 5 })
    expect(figure(report, 'crossSellPerExposed')).toMatchObject({ value: null, reason: 'nothing-shown' })
    expect(figure(report, 'keptExpansion')).toMatchObject({ value: null, reason: 'not-yet-mature' })
    expect(report.steps.running).toEqual({ campaigns: 1, seen14d: 5 })
  })

  it('tells nothing of what a group said that the surveys would not tell', async () => {
    await using open = await openWorkspace(question())
    const says = (userId: string, account: string, score: number) => ({
      type: 'track',
      event: 'espalier:answered',
      userId,
      context: { groupId: account },
      properties: { campaign: 'nps', version: 1, decision: userId, score },
    })
    await send(open, group('r', { industry: 'retail' }), group('l', { industry: 'law' }))
    await send(open, ...many(9, (index) => says(`r${index}`, 'r', 10)), ...many(2, (index) => says(`l${index}`, 'l', 0)))
    expect(figure(await read(open), 'nps')).toMatchObject({ whole: 11 })
    for (const value of ['retail', 'law']) {
      expect(figure(await read(open, `?by=industry&value=${value}`), 'nps')).toMatchObject({ value: null, reason: 'too-few-answers' })
    }
  })

  it('is a table for a spreadsheet, in which no name is run as a formula', async () => {
    await using open = await openWorkspace()
    await send(open, group('evil', { name: '=HYPERLINK("http://x")' }))
    await open.call('PUT', '/v1/accounts/evil', { care: { onboarded: false } })
    expect((await open.call('GET', '/v1/reports/home?format=csv')).body).toMatch(/^Month,Figure,/)
    const { body } = await open.call('GET', '/v1/reports/home/accounts?step=leaveAlone&format=csv&lang=ja')
    expect(body).toContain(`evil,"'=HYPERLINK(""http://x"")",free,onboarding`)
  })

  it('has all accounts of a step, and all that paid in a month, in a file; a screen lists the first', async () => {
    await using open = await openWorkspace()
    await told(
      open,
      many(1001, (index) => paid(`a${index}`, '10-01', 10)),
    )
    const lines = async (path: string) => {
      const [{ body: listed }, { body: file }] = [await open.call('GET', path), await open.call('GET', `${path}&format=csv`)]
      return [listed.accounts.length, listed.total, file.trim().split('\r\n').length - 1]
    }
    expect(await lines('/v1/reports/revenue/accounts?month=2026-10')).toEqual([1000, 1001, 1001])
    for (let from = 0; from < 501; from += 1) await open.call('PUT', `/v1/accounts/a${from}`, { care: { onboarded: false } })
    expect(await lines('/v1/reports/home/accounts?step=leaveAlone')).toEqual([500, 501, 501])
  })

  it.each([
    ['month', '?month=november'],
    ['currency', '?currency=yen'],
    ['by', '?value=retail'],
  ])('names %s when it cannot be read', async (field, query) => {
    await using open = await openWorkspace()
    const { status, body } = await open.call('GET', `/v1/reports/home${query}`)
    expect([status, body.error.field]).toEqual([400, field])
    expect((await open.call('GET', '/v1/reports/home', undefined, { key: 'pk_test_demo' })).status).toBe(403)
  })
})
