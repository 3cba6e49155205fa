import { revenueReport } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { openApp } from '../../open-app.case.ts'

/** A state of the account's only subscription, unless `change` names another; `day` is one of 2026 such as `09-15`. */
const state = (account: string, day: string, status: string, change: object = {}) => ({
  id: account,
  account,
  at: `2026-${day}T12:00:00Z`,
  status,
  ...(status !== 'canceled' && { price: 'team', amount: 5000 }),
  ...change,
})

it('counts trials by the month in which they began, and gives a rate once all of them are over', async () => {
  let now = Date.UTC(2026, 9, 25, 12)
  await using open = await openApp({ clock: () => now })
  const tell = async (...subscriptions: object[]) => {
    const { body } = await open.call('POST', '/v1/subscriptions', { subscriptions })
    expect(body.results.map(({ status }: { status: string }) => status)).not.toContain('rejected')
  }
  const read = async (query = '') => (await open.call('GET', `/v1/reports/revenue?from=2026-09${query}`)).body
  const trials = async () => revenueReport.parse(await read()).months.map((one) => one.trials)
  await tell(
    state('old', '08-01', 'active'),
    // Who pays already tries no product for the first time.
    state('old', '09-03', 'trialing', { id: 'old-2' }),
    state('won', '09-05', 'trialing'),
    state('won', '09-19', 'active'),
    state('lost', '09-10', 'trialing'),
    state('lost', '09-24', 'canceled'),
    // It comes back much later, which is no success of the trial.
    state('lost', '10-20', 'active', { id: 'lost-2' }),
    // It buys something else before the trial is over.
    state('early', '09-20', 'trialing'),
    state('early', '09-22', 'active', { id: 'early-2' }),
    state('slow', '09-28', 'trialing'),
    state('next', '10-02', 'trialing'),
    state('next', '10-03', 'active'),
  )
  expect(await trials()).toEqual([
    { started: 4, converted: 2, open: 1, rate: null },
    { started: 1, converted: 1, open: 0, rate: null },
  ])
  await tell(state('slow', '10-25', 'canceled'))
  // Until a day later it may still be told of a payment.
  expect((await trials())[0]).toEqual({ started: 4, converted: 2, open: 1, rate: null })
  now = Date.UTC(2026, 10, 1)
  expect(await trials()).toEqual([
    { started: 4, converted: 2, open: 0, rate: 0.5 },
    { started: 1, converted: 1, open: 0, rate: 1 },
    { started: 0, converted: 0, open: 0, rate: null },
  ])
  // A second trial, and one of somebody who came back, are none of these.
  await tell(state('lost', '10-30', 'trialing', { id: 'lost-3' }), state('won', '10-30', 'trialing', { id: 'won-2' }))
  expect((await trials())[1]?.started).toBe(1)
  const [head = '', line = ''] = ((await read('&format=csv')) as string).replace('\uFEFF', '').split('\r\n')
  const last = (text: string) => text.split(',').slice(-6, -2)
  expect([last(head), last(line)]).toEqual([
    ['Trials begun', 'Paid after a trial', 'Trials still open', 'Trial conversion'],
    ['4', '2', '0', '0.5'],
  ])
})
