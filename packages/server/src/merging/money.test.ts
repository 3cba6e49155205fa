import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSender, stripeEventOf, subscription, TODAY } from '../billing/stripe-sender.case.ts'
import { iso } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { openAt } from '../reports/kept/history.case.ts'
import { merge, readAccount } from './merged.case.ts'

describe('the money of two accounts', () => {
  const state = (id: string, account: string, at: string, dollars: number) => ({
    id,
    account,
    at,
    status: 'active',
    price: id,
    amount: dollars * 100,
    currency: 'USD',
  })

  it('is one ledger, as if all of it had been told of one account', async () => {
    const clock = { now: Date.UTC(2026, 10, 22) }
    const tell = async (open: OpenApp, account: (id: string) => string) => {
      const subscriptions = [
        state('s-1', account('branch'), '2026-07-10T00:00:00Z', 30),
        state('s-2', account('acme'), '2026-08-15T00:00:00Z', 50),
        { ...state('s-1', account('branch'), '2026-09-10T00:00:00Z', 30), status: 'canceled' },
      ]
      await open.call('POST', '/v1/subscriptions', { subscriptions })
    }
    const movements = async (open: OpenApp) => {
      const rows = (await readAccount(open, 'acme')).movements as { kind: string; at: string; amount: number; subscription: string }[]
      return rows.map(({ kind, at, amount, subscription: id }) => [kind, at, amount, id])
    }
    const months = async (open: OpenApp) =>
      ((await open.call('GET', '/v1/reports/revenue?from=2026-07&currency=USD')).body.months as Record<string, unknown>[]).map(
        ({ revisedAt: _, ...month }) => month,
      )
    await using one = await openAt(clock)
    await tell(one, () => 'acme')
    await using two = await openAt(clock)
    await tell(two, (id) => id)
    expect(await months(two)).not.toEqual(await months(one))
    await merge(two, 'branch', 'acme')
    expect(await movements(two)).toEqual(await movements(one))
    expect((await movements(two)).map(([kind]) => kind)).toEqual(['new', 'expansion', 'contraction'])
    expect(await months(two)).toEqual(await months(one))
    const marked = (await two.call('GET', '/v1/reports/revenue?from=2026-07&currency=USD')).body.months as {
      month: string
      revisedAt?: string
    }[]
    expect(marked.map(({ month, revisedAt }) => [month, revisedAt])).toEqual([
      ['2026-07', undefined],
      ['2026-08', iso(clock.now)],
      ['2026-09', iso(clock.now)],
      ['2026-10', iso(clock.now)],
      ['2026-11', undefined],
    ])
  })

  it('is the same whatever was told of which, and when', { timeout: 60_000 }, async () => {
    const told = fc.record({
      subscription: fc.constantFrom('s-1', 's-2', 's-3', 's-4'),
      day: fc.integer({ min: 1, max: 120 }),
      status: fc.constantFrom('active', 'active', 'past_due', 'canceled'),
      dollars: fc.constantFrom(0, 10, 20, 35),
      quantity: fc.integer({ min: 1, max: 3 }),
    })
    const ofBranch = new Set(['s-1', 's-3'])
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 10 }), async (all) => {
        const clock = { now: Date.UTC(2026, 10, 22) }
        const ledger = async (accountOf: (subscription: string) => string) => {
          await using open = await openAt(clock)
          for (const account of ['acme', 'branch']) await open.call('PUT', `/v1/accounts/${account}`, {})
          const subscriptions = all.map(({ subscription: id, day, status, dollars, quantity }) => ({
            ...state(id, accountOf(id), iso(clock.now - day * 86_400_000), dollars),
            status,
            quantity,
          }))
          await open.call('POST', '/v1/subscriptions', { subscriptions })
          await merge(open, 'branch', 'acme')
          const { db } = open.deps.store.database
          const rows = await Promise.all([
            db.selectFrom('movement').selectAll().orderBy('id').execute(),
            db.selectFrom('subscription').selectAll().orderBy('id').execute(),
            db.selectFrom('subscription_state').selectAll().orderBy('subscription_id').orderBy('event_id').execute(),
          ])
          return rows
        }
        expect(await ledger((id) => (ofBranch.has(id) ? 'branch' : 'acme'))).toEqual(await ledger(() => 'acme'))
      }),
      { numRuns: 20 },
    )
  })

  it('follows a customer of Stripe, whose events go on to name the account of before', async () => {
    await using sender = await openSender()
    const of = { id: 'sub_1', customer: 'cus_1', metadata: { espalier_account: 'branch' } }
    await sender.statuses([stripeEventOf('customer.subscription.created', TODAY - 90_000, subscription('pro', 1, of))])
    await sender.call('PUT', '/v1/accounts/acme', {})
    expect((await merge(sender, 'branch', 'acme')).status).toBe(200)
    await sender.statuses([stripeEventOf('customer.subscription.updated', TODAY - 60, subscription('pro', 2, of))])
    const acme = await readAccount(sender, 'acme')
    expect([acme.stripeCustomers, acme.plan]).toEqual([['cus_1'], 'pro'])
    expect(acme.movements.map(({ kind }: { kind: string }) => kind)).toEqual(['new', 'expansion'])
    expect(await sender.deps.store.billing.customersOf('branch')).toEqual([])
  })
})
