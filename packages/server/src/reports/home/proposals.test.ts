import { homeReport, type HomeFigure } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { NOON, offer, openWorkspace } from '../../decisions/workspace.case.ts'
import type { OpenApp } from '../../open-app.case.ts'

const DAY = 86_400_000
const MET = NOON - 50 * DAY

interface Arm {
  accounts: number
  bought: number
}

/** Accounts met a campaign 50 days ago as assigned from outside, and some of them bought on the day after. */
async function meet(open: OpenApp, campaign: string, arms: Record<'a' | 'held-out', Arm>): Promise<void> {
  const at = new Date(MET).toISOString()
  for (const [arm, { accounts, bought }] of Object.entries(arms)) {
    const ids = Array.from({ length: accounts }, (_, index) => `${campaign}-${arm}-${index}`)
    await open.call('POST', '/v1/exposures', { exposures: ids.map((account) => ({ campaign, account, arm, at })) })
    const subscriptions = ids.slice(0, bought).map((account) => ({
      id: `s-${account}`,
      account,
      at: new Date(MET + DAY).toISOString(),
      status: 'active',
      price: 'team',
      amount: 1000,
      currency: 'JPY',
    }))
    await open.call('POST', '/v1/subscriptions', { subscriptions })
  }
}

async function incremental(open: OpenApp): Promise<HomeFigure | undefined> {
  const { body } = await open.call('GET', '/v1/reports/home')
  return homeReport.parse(body).figures.find(({ id }) => id === 'incrementalUpsell')
}

const outside = (id: string) => offer({ id, assignment: 'external', variants: [{ id: 'a', weight: 1 }] })

it('says what the smaller arm still needs, and then how much more was bought where offers were shown', async () => {
  await using open = await openWorkspace(outside('first'), outside('second'))
  await meet(open, 'first', { a: { accounts: 300, bought: 60 }, 'held-out': { accounts: 70, bought: 4 } })
  expect(await incremental(open)).toMatchObject({ value: null, reason: 'not-enough-data', missing: { accounts: 30, conversions: 1 } })
  const { body } = await open.call('GET', '/v1/reports/home?format=csv')
  expect(body).toMatch(/incrementalUpsell,month,share,,not-enough-data,.*,30,1\r\n/)

  await meet(open, 'second', { a: { accounts: 100, bought: 10 }, 'held-out': { accounts: 50, bought: 5 } })
  const told = await incremental(open)
  expect(told).not.toHaveProperty('missing')
  // Each campaign's difference, weighted by the accounts that could see it.
  expect(told?.value).toBeCloseTo((300 * (60 / 300 - 4 / 70) + 100 * (10 / 100 - 5 / 50)) / 400, 12)
  expect(told?.low).toBeGreaterThan(0)
})
