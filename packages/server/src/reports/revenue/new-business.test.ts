import { revenueReport } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { openApp } from '../../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 10)

/** A subscription in dollars, which ends with 0 of them; `at` is a day of 2026 such as `09-15`. */
const paid = (account: string, at: string, dollars: number, change: object = {}): object => ({
  id: account,
  account,
  at: `2026-${at}T12:00:00Z`,
  ...(dollars === 0 ? { status: 'canceled' } : { status: 'active', price: `p${dollars}`, amount: dollars * 100 }),
  ...change,
})

it('keeps what a new customer begins with apart from what all pay, and a change of term apart from other losses', async () => {
  await using open = await openApp({ clock: () => NOW })
  await open.call('POST', '/v1/subscriptions', {
    subscriptions: [
      paid('old', '08-10', 100, { price: 'm' }),
      paid('small', '10-05', 10),
      paid('large', '10-06', 50),
      paid('early', '10-07', 30),
      paid('early', '10-20', 0),
      paid('old', '10-15', 960, { price: 'y', interval: 'year' }),
    ],
  })
  const { months } = revenueReport.parse((await open.call('GET', '/v1/reports/revenue?from=2026-10&to=2026-10')).body)
  const [month] = months
  expect(month?.accounts).toMatchObject({ opening: 1, new: 3, earlyExits: 1, added: 2, closing: 3 })
  expect([month?.asp, month?.arpa]).toEqual([30, (80 + 10 + 50) / 3])
  expect([month?.mrr.contraction, month?.contractionByCause]).toEqual([20, { 'term-change': 20 }])
  const { body } = await open.call('GET', '/v1/reports/revenue?from=2026-10&to=2026-10&format=csv')
  const [head = '', line = ''] = (body as string).replace('\uFEFF', '').split('\r\n')
  const cells = line.split(',')
  const cell = (name: string) => cells[head.split(',').indexOf(name)]
  expect(['ASP', 'Contraction by another term', 'Expansion by another term', 'Came and left within the month'].map(cell)).toEqual([
    '30',
    '20',
    '0',
    '1',
  ])
})

it('takes for LTV the share of the revenue that the settings name as margin', async () => {
  await using open = await openApp({ clock: () => NOW })
  const accounts = Array.from({ length: 60 }, (_, index) => `a${index}`)
  const subscriptions = accounts.flatMap((account, index) => [
    paid(account, '06-15', 10),
    ...(index < 30 ? [paid(account, '09-15', 0)] : []),
  ])
  await open.call('POST', '/v1/subscriptions', { subscriptions })
  const read = async () => [(await open.call('GET', '/v1/reports/revenue')).body.ltv, (await open.call('GET', '/v1/reports/home')).body]
  const [revenue, home] = await read()
  expect([revenue.margin, home.margin]).toEqual([null, null])
  await open.call('PUT', '/v1/settings', { revenue: { margin: 0.8 } })
  const [share, at] = await read()
  expect(share).toEqual({ ...revenue, margin: 0.8, value: expect.closeTo(revenue.value * 0.8, 9) })
  expect(at.margin).toBe(0.8)
  expect(at.figures.find(({ id }: { id: string }) => id === 'ltv').value).toBe(share.value)
  expect((await open.call('PUT', '/v1/settings', { revenue: { margin: 0 } })).body.error.field).toBe('revenue.margin')
})
