import { describe, expect, it } from 'vitest'
import { offer } from '../decisions/workspace.case.ts'
import { openApp } from '../open-app.case.ts'

const NOW = Date.UTC(2026, 10, 22)
const DAY = 86_400_000
const iso = (at: number) => new Date(at).toISOString()

/** The report of a campaign that each account met at `met`, after each bought `after` milliseconds later. */
async function bought(met: number, after: Record<string, number>) {
  await using open = await openApp({ clock: () => NOW })
  await open.call('PUT', '/v1/settings', { zone: 'America/New_York', currency: 'USD' })
  const campaign = offer({ assignment: 'external', variants: [{ id: 'a', weight: 1 }], goal: { kind: 'upgrade', windowDays: 14 } })
  await open.call('PUT', '/v1/campaigns/offer', campaign)
  await open.call('POST', '/v1/campaigns/offer/publish')
  const accounts = Object.keys(after)
  const exposures = accounts.map((account) => ({ campaign: 'offer', account, arm: 'a', at: iso(met) }))
  await open.call('POST', '/v1/exposures', { exposures })
  const subscriptions = accounts.map((account) => ({
    id: `s-${account}`,
    account,
    at: iso(met + (after[account] ?? 0)),
    status: 'active',
    price: 'p',
    amount: 1000,
    currency: 'USD',
  }))
  expect((await open.call('POST', '/v1/subscriptions', { subscriptions })).status).toBe(200)
  const { body } = await open.call('GET', '/v1/reports/campaigns/offer')
  const days = (body.daily as { day: string; converted: number }[]).filter(({ converted }) => converted > 0)
  return { converted: body.arms[0].converted, days: days.map(({ day, converted }) => [day, converted]) }
}

describe('what counts as success', () => {
  it('comes from the moment of the meeting until the last millisecond of the window, and not a millisecond before or after', async () => {
    const met = Date.UTC(2026, 9, 10, 12, 0, 0, 500)
    const edges = { before: -1, same: 0, last: 14 * DAY, late: 14 * DAY + 1 }
    expect((await bought(met, edges)).converted).toBe(2)
  })

  it('may have come at any moment of the second that billing tells', async () => {
    const met = Date.UTC(2026, 9, 10, 12, 0, 0, 500)
    expect((await bought(met, { within: -500, before: -1500, last: 14 * DAY - 500, late: 14 * DAY + 500 })).converted).toBe(2)
  })

  it('is of the day on which it was bought, up to its last millisecond', async () => {
    const eve = Date.UTC(2026, 10, 2, 4, 59, 59, 999)
    expect((await bought(eve - 3_600_000, { eve: 3_600_000, morning: 3_600_001 })).days).toEqual([
      ['2026-11-01', 1],
      ['2026-11-02', 1],
    ])
  })
})
