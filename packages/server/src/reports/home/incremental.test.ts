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
async function meet(open: OpenApp, campaign: string, arms: Record<'a' | 'held-out', Arm>, named = campaign): Promise<void> {
  const at = new Date(MET).toISOString()
  for (const [arm, { accounts, bought }] of Object.entries(arms)) {
    const ids = Array.from({ length: accounts }, (_, index) => `${named}-${arm}-${index}`)
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

it('counts an account once that met several campaigns', async () => {
  await using open = await openWorkspace(outside('first'), outside('second'))
  const arms = { a: { accounts: 120, bought: 20 }, 'held-out': { accounts: 60, bought: 5 } }
  await meet(open, 'first', arms, 'both')
  await meet(open, 'second', arms, 'both')
  expect(await incremental(open)).toMatchObject({ value: null, missing: { accounts: 40, conversions: 0 } })
})

it('is no surer where the same accounts met two campaigns than where they met one', async () => {
  const arms = { a: { accounts: 300, bought: 60 }, 'held-out': { accounts: 100, bought: 8 } }
  await using once = await openWorkspace(outside('first'))
  await meet(once, 'first', arms, 'both')
  await using twice = await openWorkspace(outside('first'), outside('second'))
  await meet(twice, 'first', arms, 'both')
  await meet(twice, 'second', arms, 'both')
  const [one, two] = [await incremental(once), await incremental(twice)]
  expect(one?.low).toBeGreaterThan(0)
  expect([two?.value, two?.low, two?.high]).toEqual([one?.value, one?.low, one?.high].map((end) => expect.closeTo(end ?? Number.NaN, 12)))
})
