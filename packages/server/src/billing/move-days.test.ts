import { expect, it } from 'vitest'
import { openApp, type OpenApp } from '../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 22, 12)

const state = (at: string, seats: number, account = 'acme') => ({
  id: `s-${account}`,
  account,
  at,
  status: 'active',
  price: 'team',
  amount: 1000,
  quantity: seats,
  currency: 'USD',
})

/** Up in the morning of 10 June in New York and down late that evening, which is noon of the next day in Tokyo. */
const STATES = [
  state('2026-06-01T12:00:00Z', 1),
  state('2026-06-10T10:00:00Z', 3),
  state('2026-06-11T03:00:00Z', 2),
  state('2026-06-10T10:00:00Z', 3, 'calm'),
]

async function inZone(open: OpenApp, zone: string): Promise<void> {
  expect((await open.call('PUT', '/v1/settings', { zone, currency: 'USD' })).status).toBe(200)
}

/** The ledger of the account and June as it is reported. */
async function told(open: OpenApp): Promise<unknown> {
  const { movements } = (await open.call('GET', '/v1/accounts/acme')).body
  const { months } = (await open.call('GET', '/v1/reports/revenue?from=2026-06&to=2026-06')).body
  const { expansion, contraction } = months[0].mrr
  return [(movements as { kind: string; amount: number }[]).map(({ kind, amount }) => [kind, amount]), expansion, contraction]
}

it.each(['Asia/Tokyo', 'America/New_York'])(
  'another zone nets the past by its own days, as if it had been there from the start: %s',
  async (zone) => {
    await using always = await openApp({ clock: () => NOW })
    await inZone(always, zone)
    await always.call('POST', '/v1/subscriptions', { subscriptions: STATES })

    await using moved = await openApp({ clock: () => NOW })
    await inZone(moved, zone === 'Asia/Tokyo' ? 'America/New_York' : 'Asia/Tokyo')
    await moved.call('POST', '/v1/subscriptions', { subscriptions: STATES })
    const before = await told(moved)
    await inZone(moved, zone)

    expect(await told(moved)).toEqual(await told(always))
    expect(await told(moved)).not.toEqual(before)
  },
)

it('leaves ledgers alone where the zone stays', async () => {
  await using open = await openApp({ clock: () => NOW })
  await inZone(open, 'America/New_York')
  await open.call('POST', '/v1/subscriptions', { subscriptions: STATES })
  const stamp = await open.deps.store.billing.stamp()
  await inZone(open, 'America/New_York')
  expect(await open.deps.store.billing.stamp()).toBe(stamp)
})
