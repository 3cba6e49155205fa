import { describe, expect, it } from 'vitest'
import type { RevenueReport } from '@espalier/core/schema'
import { openApp, type OpenApp } from '../open-app.case.ts'
import { openSender, stripeEventOf, subscription } from './stripe-sender.case.ts'

const at = (text: string) => Date.parse(`2026-${text}T00:00:00Z`)
const seconds = (text: string) => at(text) / 1000
const NOW = at('11-22')

/** What of a workspace follows from billing alone, row by row. */
async function rowsOf(open: OpenApp): Promise<unknown> {
  const { db } = open.deps.store.database
  return {
    subscriptions: await db.selectFrom('subscription').selectAll().orderBy('id').execute(),
    states: await db.selectFrom('subscription_state').selectAll().orderBy('subscription_id').orderBy('event_id').execute(),
    movements: await db.selectFrom('movement').selectAll().orderBy('id').execute(),
  }
}

async function recognise(open: OpenApp, churnRecognised: string): Promise<void> {
  const { status } = await open.call('PUT', '/v1/settings', { currency: 'USD', revenue: { churnRecognised } })
  expect(status).toBe(200)
}

/** Kind, day and amount of each movement, and what the account pays by its subscriptions. */
async function ledgerOf(open: OpenApp, account = 'acme'): Promise<{ moved: string[]; subscriptions: Record<string, unknown>[] }> {
  const { body } = await open.call('GET', `/v1/accounts/${account}`)
  const moved = (body.movements as { kind: string; at: string; amount: number }[]).map((one) =>
    [one.kind, one.at.slice(5, 10), one.amount].join(' '),
  )
  return { moved, subscriptions: body.subscriptions }
}

async function lostIn(open: OpenApp, month: string): Promise<number | undefined> {
  const { body } = await open.call('GET', `/v1/reports/revenue?from=${month}&to=${month}`)
  return (body as RevenueReport).months[0]?.mrr.churn
}

const state = (day: string, change: object = {}) => ({
  id: 'sub_7',
  account: 'acme',
  at: `2026-${day}T00:00:00Z`,
  status: 'active',
  price: 'team',
  amount: 5000,
  ...change,
})
const term = (days: Record<string, string>) => Object.fromEntries(Object.entries(days).map(([of, day]) => [of, `2026-${day}T00:00:00Z`]))

describe('an end that Stripe schedules', () => {
  const begun = stripeEventOf('customer.subscription.created', seconds('08-01'), subscription())
  const ending = { cancel_at_period_end: true, cancel_at: seconds('12-01'), canceled_at: seconds('11-10') }
  const scheduled = (day: string, change: object, before: object) => {
    const event = stripeEventOf('customer.subscription.updated', seconds(day), subscription('pro', 1, { ...change })) as { data: object }
    return { ...event, data: { ...event.data, previous_attributes: before } }
  }
  const none = { cancel_at_period_end: false, cancel_at: null, canceled_at: null }
  const leaves = scheduled('11-10', ending, none)
  const stays = scheduled('11-15', none, ending)

  it('is told on the account, and lost when it was scheduled where the workspace says so', async () => {
    await using open = await openSender({ clock: () => NOW })
    await recognise(open, 'scheduled')
    await open.statuses([begun, leaves])
    const { moved, subscriptions } = await ledgerOf(open)
    expect(moved).toEqual(['new 08-01 49', 'churn 11-10 -49'])
    expect(subscriptions).toMatchObject([
      { status: 'active', mrr: 0, endsAt: '2026-12-01T00:00:00.000Z', churn: { how: 'counted', at: '2026-11-10T00:00:00.000Z' } },
    ])
    expect(await lostIn(open, '2026-11')).toBe(49)
    // It may still be used.
    expect((await open.call('GET', '/v1/accounts/acme')).body.plan).toBe('pro')
  })

  it.each([
    ['in order', [begun, leaves, stays]],
    ['backwards', [stays, leaves, begun]],
    ['twice', [leaves, begun, stays, leaves, stays]],
  ])('leaves no churn where it is taken back: %s', async (_, events) => {
    await using open = await openSender({ clock: () => NOW })
    await recognise(open, 'scheduled')
    await open.statuses(events)
    const { moved, subscriptions } = await ledgerOf(open)
    expect(moved).toEqual(['new 08-01 49'])
    expect(subscriptions).toMatchObject([{ mrr: 49 }])
    expect(subscriptions[0]).not.toHaveProperty('endsAt')
  })

  it('that is taken back within the second in which it was scheduled ends as what led to what says', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      await using open = await openSender({ clock: () => NOW })
      await recognise(open, 'scheduled')
      const both = [leaves, { ...stays, created: seconds('11-10') }]
      await open.statuses([begun, ...order.flatMap((index) => both[index] ?? [])])
      expect((await ledgerOf(open)).moved).toEqual(['new 08-01 49'])
    }
  })

  it('reads until when it is paid from the items, where newer versions of Stripe say so', async () => {
    await using open = await openSender({ clock: () => NOW })
    await recognise(open, 'period-end')
    const { items, ...rest } = subscription() as { items: { data: object[] } }
    const paid = { ...rest, items: { data: items.data.map((item) => ({ ...item, current_period_end: seconds('12-01') })) } }
    await open.statuses([
      begun,
      stripeEventOf('customer.subscription.deleted', seconds('11-10'), { ...paid, status: 'canceled', canceled_at: seconds('11-10') }),
    ])
    const { moved, subscriptions } = await ledgerOf(open)
    expect(moved).toEqual(['new 08-01 49'])
    expect(subscriptions).toMatchObject([{ status: 'canceled', mrr: 49, churn: { how: 'pending', at: '2026-12-01T00:00:00.000Z' } }])
  })

  it('is found in the events of before it was read, where the workspace asks for it later', async () => {
    await using open = await openSender({ clock: () => NOW })
    await open.statuses([begun, leaves])
    await open.deps.store.database.db.updateTable('subscription_state').set({ term: null }).execute()
    await recognise(open, 'scheduled')
    expect((await ledgerOf(open)).moved).toEqual(['new 08-01 49', 'churn 11-10 -49'])
  })
})

describe('the moment at which churn is counted', () => {
  const STATES = [
    state('08-01', term({ paidUntil: '12-01' })),
    state('09-20', { endsAt: '2026-10-01T00:00:00Z', id: 'sub_8', account: 'beta', amount: 700 }),
    state('08-01', { id: 'sub_8', account: 'beta', amount: 700 }),
    state('10-01', { id: 'sub_8', account: 'beta', status: 'canceled' }),
    state('11-10', { status: 'canceled' }),
  ]
  const each = ['cancelled', 'period-end', 'scheduled'] as const

  it.each(each.flatMap((from) => each.flatMap((to) => (from === to ? [] : [[from, to] as const]))))(
    'dates all anew where it changes from %s to %s, row by row as if it had always been so',
    async (from, to) => {
      await using always = await openApp({ clock: () => NOW })
      await recognise(always, to)
      await always.call('POST', '/v1/subscriptions', { subscriptions: STATES })
      await using changed = await openApp({ clock: () => NOW })
      await recognise(changed, from)
      await changed.call('POST', '/v1/subscriptions', { subscriptions: STATES })
      const before = await rowsOf(changed)
      await recognise(changed, to)
      expect(await rowsOf(changed)).toEqual(await rowsOf(always))
      expect(await rowsOf(changed)).not.toEqual(before)
      await recognise(changed, from)
      expect(await rowsOf(changed)).toEqual(before)
    },
  )

  it('changes whole or not at all', async () => {
    await using open = await openApp({ clock: () => NOW })
    await open.call('POST', '/v1/subscriptions', { subscriptions: STATES })
    const before = await rowsOf(open)
    // Whatever keeps one account from being booked keeps all from it, and the setting as it was.
    await open.deps.store.database.db
      .updateTable('subscription_state')
      .set({ items: 'broken' })
      .where('account_id', '=', 'beta')
      .where('status', '=', 'canceled')
      .execute()
    expect((await open.call('PUT', '/v1/settings', { revenue: { churnRecognised: 'period-end' } })).status).toBe(500)
    expect((await open.call('GET', '/v1/settings')).body.revenue.churnRecognised).toBe('cancelled')
    const { movements } = (await rowsOf(open)) as { movements: unknown }
    expect(movements).toEqual((before as { movements: unknown }).movements)
  })

  it('comes by itself where what is paid for is over', async () => {
    let now = NOW
    await using open = await openApp({ clock: () => now })
    await recognise(open, 'period-end')
    await open.call('POST', '/v1/subscriptions', { subscriptions: STATES })
    expect(await open.deps.due.look()).toEqual([])
    expect((await ledgerOf(open)).moved).toEqual(['new 08-01 50'])
    expect(await lostIn(open, '2026-11')).toBe(0)
    now = at('12-01')
    expect(await open.deps.due.look()).toEqual(['acme'])
    expect(await open.deps.due.look()).toEqual([])
    const { moved, subscriptions } = await ledgerOf(open)
    expect(moved).toEqual(['new 08-01 50', 'churn 12-01 -50'])
    expect(subscriptions[0]).not.toHaveProperty('churn')
    expect([await lostIn(open, '2026-11'), await lostIn(open, '2026-12')]).toEqual([0, 50])
    await using late = await openApp({ clock: () => now })
    await recognise(late, 'period-end')
    await late.call('POST', '/v1/subscriptions', { subscriptions: STATES })
    expect(await rowsOf(late)).toEqual(await rowsOf(open))
  })

  it('stays that of who was erased, under no name of theirs', async () => {
    await using open = await openApp({ clock: () => NOW })
    await recognise(open, 'scheduled')
    const told = [
      state('08-01', { event: 'ours-1' }),
      state('10-01', { event: 'ours-2', status: 'canceled', ...term({ canceledAt: '09-10' }) }),
    ]
    await open.call('POST', '/v1/subscriptions', { subscriptions: told })
    expect(JSON.stringify(await rowsOf(open))).toContain('ours-2:ended')
    expect((await open.call('DELETE', '/v1/accounts/acme')).status).toBe(200)
    expect(JSON.stringify(await rowsOf(open))).not.toMatch(/ours-|acme|sub_7/)
    const lost = async () => [await lostIn(open, '2026-09'), await lostIn(open, '2026-10')]
    expect(await lost()).toEqual([50, 0])
    await recognise(open, 'cancelled')
    expect(await lost()).toEqual([0, 50])
    await recognise(open, 'scheduled')
    expect(await lost()).toEqual([50, 0])
  })

  it('stands beside the figures that hang on it', async () => {
    await using open = await openApp({ clock: () => NOW })
    await recognise(open, 'scheduled')
    for (const path of ['revenue', 'home']) expect((await open.call('GET', `/v1/reports/${path}`)).body.churnRecognised).toBe('scheduled')
    const { status, body } = await open.call('PUT', '/v1/settings', { revenue: { churnRecognised: 'soon' } })
    expect([status, body.error.field]).toEqual([400, 'revenue.churnRecognised'])
  })

  it('marks a month that a withdrawal corrects after it was over', async () => {
    let now = at('08-01')
    await using open = await openApp({ clock: () => now })
    await recognise(open, 'scheduled')
    const tell = (one: object) => open.call('POST', '/v1/subscriptions', { subscriptions: [one] })
    await tell(state('08-01'))
    now = at('09-20')
    await tell(state('09-20', term({ endsAt: '12-01' })))
    const month = async () => ((await open.call('GET', '/v1/reports/revenue?from=2026-09&to=2026-09')).body as RevenueReport).months[0]
    now = at('10-05')
    expect([(await month())?.mrr.churn, (await month())?.revisedAt]).toEqual([50, undefined])
    await tell(state('10-05'))
    now = at('10-06')
    expect([(await month())?.mrr.churn, (await month())?.revisedAt]).toEqual([0, new Date(at('10-05')).toISOString()])
  })
})

describe('a file of subscriptions', () => {
  const csv = [
    'id,account,at,status,price,amount,paidUntil,endsAt,canceledAt',
    'sub_7,acme,2026-08-01,active,team,50,,,',
    'sub_7,acme,2026/09/10,active,team,50,2026/10/01,2026年10月1日,2026-09-10',
    'sub_7,acme,2026-10-01,canceled,,,,,',
  ].join('\n')
  const send = (open: OpenApp, text: string) =>
    open.call('POST', '/v1/subscriptions/import', text, { headers: { 'content-type': 'text/csv' } })

  it('says when they are to end in the same columns', async () => {
    await using open = await openApp({ clock: () => NOW })
    await recognise(open, 'scheduled')
    expect((await send(open, csv)).body.counts).toMatchObject({ rejected: 0 })
    expect((await ledgerOf(open)).moved).toEqual(['new 08-01 50', 'churn 09-10 -50'])
  })

  it('names the line and the column of what is no date, and of a decision after its own state', async () => {
    await using open = await openApp({ clock: () => NOW })
    const wrong = await send(open, csv.replace('2026年10月1日', '10/1/2026'))
    expect([wrong.status, wrong.body.error.message]).toEqual([400, expect.stringMatching(/^line 3: endsAt: /)])
    const later = await send(open, csv.replace('2026年10月1日,2026-09-10', ',2026-09-11'))
    expect(later.body.error.message).toMatch(/^line 3: canceledAt: expected a time that is not after at/)
  })
})
