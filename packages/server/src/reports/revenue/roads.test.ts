import type { CohortReport, HomeReport, RevenueAccounts, RevenueMonth, RevenueReport } from '@espalier/core/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openApp, type OpenApp } from '../../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 10)
const FIRST = Date.UTC(2026, 6, 1)
const ACCOUNTS = ['a', 'b', 'c', 'd', 'e']
const KINDS = ['opening', 'new', 'reactivation', 'expansion', 'contraction', 'churn', 'closing', 'exchange'] as const

/** A state of one of two subscriptions of an account. Amounts are in cents. */
const aState = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  of: fc.constantFrom('1', '2'),
  // Close to each other, around the end of a month, and far apart.
  hours: fc.oneof(fc.integer({ min: 730, max: 760 }), fc.integer({ min: 0, max: 130 * 24 })),
  status: fc.constantFrom('active', 'active', 'active', 'past_due', 'trialing', 'paused', 'unpaid', 'canceled'),
  cents: fc.constantFrom(0, 999, 3333, 10_000),
  quantity: fc.integer({ min: 1, max: 3 }),
  interval: fc.constantFrom('month', 'year', 'week'),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  // Days after the state: until when it is paid for, and when it is to end.
  paid: fc.option(fc.integer({ min: 0, max: 45 }), { nil: undefined }),
  ends: fc.option(fc.integer({ min: 0, max: 45 }), { nil: undefined }),
})
const aWorkspace = fc.record({
  history: fc.boolean().chain((several) => {
    const state = several ? aState : aState.map((one) => ({ ...one, currency: 'USD' as const }))
    return fc.array(state, { minLength: 1, maxLength: 20 })
  }),
  zone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Los_Angeles'),
  paidToFree: fc.constantFrom('churn', 'contraction'),
  churnRecognised: fc.constantFrom('cancelled', 'period-end', 'scheduled'),
  rated: fc.boolean(),
})
type State = typeof aState extends fc.Arbitrary<infer T> ? T : never
type Workspace = typeof aWorkspace extends fc.Arbitrary<infer T> ? T : never

const timeOf = ({ hours }: State, days = 0) => new Date(FIRST + (hours + days * 24) * 3_600_000).toISOString()

/** As the API takes it; one state for each time. */
function toldOf(history: readonly State[]) {
  const told = history.map((one) => ({
    id: `${one.account}-${one.of}`,
    account: one.account,
    at: timeOf(one),
    status: one.status,
    price: `p${one.cents}`,
    quantity: one.quantity,
    amount: one.cents,
    interval: one.interval,
    currency: one.currency,
    paidUntil: one.paid === undefined ? undefined : timeOf(one, one.paid),
    endsAt: one.ends === undefined ? undefined : timeOf(one, one.ends),
  }))
  return [...new Map(told.map((one) => [`${one.id} ${one.at}`, one])).values()]
}

function fileOf(history: readonly State[]): string {
  const lines = toldOf(history).map((one) => ({ ...one, amount: (one.amount / 100).toFixed(2) }))
  const columns = Object.keys(lines[0] ?? {}) as (keyof (typeof lines)[number])[]
  return [columns.join(','), ...lines.map((line) => columns.map((name) => line[name]).join(','))].join('\n')
}

async function open({ zone, paidToFree, churnRecognised, rated }: Workspace): Promise<OpenApp> {
  const app = await openApp({ clock: () => NOW })
  await app.call('PUT', '/v1/settings', { zone, revenue: { paidToFree, churnRecognised } })
  const rates = ['06-30', '07-31', '08-31', '09-30', '10-31'].map((day, index) => ({
    currency: 'EUR',
    day: `2026-${day}`,
    rate: `1.${index}7`,
  }))
  if (rated) await app.call('PUT', '/v1/rates', { rates })
  for (const [index, id] of ACCOUNTS.entries())
    await app.call('PUT', `/v1/accounts/${id}`, { traits: { size: ['small', 'large'][index] ?? null } })
  return app
}

const get = async <T>(app: OpenApp, path: string): Promise<T> => {
  const { status, body } = await app.call('GET', `/v1/reports/${path}`)
  expect(status).toBe(200)
  return body as T
}
const undated = <T extends { asOf: string }>({ asOf: _, ...rest }: T) => rest

/** Equal but for what rounding each part to the cent can make. */
function near(one: number | undefined, other: number | undefined): void {
  expect(Math.abs((one ?? 0) - (other ?? 0))).toBeLessThan(0.031)
}

type Row = { [Kind in (typeof KINDS)[number]]?: number | undefined }
const sumOf = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0)

/** Every part of a month's revenue is the sum of that part of these rows. */
function addUp(rows: readonly Row[], whole: Row): void {
  for (const kind of KINDS) near(sumOf(rows.map((row) => row[kind] ?? 0)), whole[kind])
}

async function told(workspace: Workspace): Promise<OpenApp> {
  const app = await open(workspace)
  const { body } = await app.call('POST', '/v1/subscriptions', { subscriptions: toldOf(workspace.history) })
  expect(body.results.filter((one: { status: string }) => one.status === 'rejected')).toEqual([])
  return app
}

async function ofAnyHistory(law: (workspace: Workspace) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(aWorkspace, law), { numRuns: 15 })
}

describe('one history', () => {
  it('comes to the same reports by the API and by a file', async () => {
    await ofAnyHistory(async (workspace) => {
      await using one = await told(workspace)
      await using other = await open(workspace)
      const headers = { 'content-type': 'text/csv' }
      const file = await other.call('POST', '/v1/subscriptions/import', fileOf(workspace.history), { headers })
      expect([file.status, file.body.counts?.rejected]).toEqual([200, 0])
      for (const path of ['revenue?from=2026-07', 'revenue?from=2026-07&currency=EUR', 'revenue/cohorts', 'home?month=2026-10'])
        expect(undated(await get<RevenueReport>(other, path))).toEqual(undated(await get<RevenueReport>(one, path)))
    })
  })

  it('has in every month rows and groups that add up to it, and the same figures on Home', async () => {
    await ofAnyHistory(async (workspace) => {
      await using app = await told(workspace)
      const { months } = await get<RevenueReport>(app, 'revenue?from=2026-07')
      const groups = await Promise.all(
        ['small', 'large', ''].map((value) => get<RevenueReport>(app, `revenue?from=2026-07&by=size&value=${value}`)),
      )
      expect(months).toHaveLength(5)
      for (const [index, month] of months.entries()) {
        const { mrr, accounts } = month
        const parts = groups.flatMap((one) => one.months[index] ?? [])
        addUp(
          parts.map((part) => part.mrr),
          mrr,
        )
        for (const count of ['opening', 'added', 'new', 'churned', 'earlyExits', 'closing'] as const)
          expect(sumOf(parts.map((part) => part.accounts[count]))).toBe(accounts[count])
        for (const count of ['started', 'converted', 'open'] as const)
          expect(sumOf(parts.map((part) => part.trials[count]))).toBe(month.trials[count])
        const rows = await get<RevenueAccounts>(app, `revenue/accounts?month=${month.month}`)
        addUp(rows.accounts, mrr)
        const paying = (['opening', 'closing'] as const).map((end) => rows.accounts.filter((row) => row[end] > 0).length)
        expect(paying).toEqual([accounts.opening, accounts.closing])
        near(sumOf(Object.values(month.expansionByCause)), mrr.expansion)
        near(sumOf(Object.values(month.contractionByCause)), mrr.contraction)
        const gained = mrr.opening + mrr.new + mrr.expansion + mrr.reactivation + (mrr.exchange ?? 0)
        near(gained - mrr.contraction - mrr.churn, mrr.closing)
        near(months[index + 1]?.mrr.opening ?? mrr.closing, mrr.closing)
        for (const share of [month.grr, month.customerChurn, month.customerRetention])
          expect(share === null || (share >= 0 && share <= 1)).toBe(true)
        expect(month.grr ?? 0).toBeLessThanOrEqual(month.nrr ?? 0)
        expect(await saidOnHome(app, month)).toEqual({ expansionMrr: mrr.expansion, ...figuresOf(month) })
      }
      const { segments } = await get<RevenueReport>(app, 'revenue?from=2026-07&by=size')
      addUp(
        segments.map(({ month }) => month.mrr),
        months[3]?.mrr ?? {},
      )
    })
  })

  it('ends in what accounts and cohorts pay', async () => {
    await ofAnyHistory(async (workspace) => {
      await using app = await told(workspace)
      const paid: Row[] = []
      for (const id of ACCOUNTS) {
        const { body } = await app.call('GET', `/v1/accounts/${id}`)
        const [pays, moved] = ['subscriptions', 'movements'].map((list) =>
          sumOf(
            body[list].map((one: { currency: string; mrr?: number; amount?: number }) =>
              one.currency === 'USD' ? (one.mrr ?? one.amount) : 0,
            ),
          ),
        )
        near(moved, pays)
        paid.push({ closing: pays ?? 0 })
      }
      const { months } = await get<RevenueReport>(app, 'revenue?from=2026-07&currency=USD')
      near(sumOf(paid.map((one) => one.closing ?? 0)), months.at(-1)?.mrr.closing)

      // Who began in another currency is in none of the cohorts of this one.
      if (workspace.history.some(({ currency }) => currency !== 'USD')) return
      const { cohorts } = await get<CohortReport>(app, 'revenue/cohorts')
      const complete = cohorts.filter(({ logo }) => logo.length > 0)
      expect(sumOf(complete.map(({ accounts, logo }) => Math.round(accounts * (logo.at(-1) ?? 0))))).toBe(months[3]?.accounts.closing)
      near(sumOf(complete.map(({ mrr, revenue }) => (mrr ?? 0) * (revenue.at(-1) ?? 0))), months[3]?.mrr.closing)
    })
  })
})

const FIGURES = ['nrr', 'grr', 'grossChurn', 'netChurn', 'customerChurn', 'arpa', 'quickRatio'] as const
const figuresOf = (month: RevenueMonth) => Object.fromEntries(FIGURES.map((id) => [id, month[id]]))

/** Before anything was billed, Home says nothing of expansion. */
async function saidOnHome(app: OpenApp, { month }: RevenueMonth): Promise<Record<string, number | null>> {
  const { figures } = await get<HomeReport>(app, `home?month=${month}`)
  const asked: readonly string[] = ['expansionMrr', ...FIGURES]
  return Object.fromEntries(
    figures.flatMap(({ id, value }) => (asked.includes(id) ? [[id, id === 'expansionMrr' ? (value ?? 0) : value]] : [])),
  )
}
