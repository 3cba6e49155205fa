import { HELD_OUT, TREATED } from '@espalier/core'
import { campaignReport, type CampaignInput, type CostReturn } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { NOON, offer, openWorkspace } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'

const DAY = 86_400_000

async function read(open: OpenApp): Promise<CostReturn | undefined> {
  const { status, body } = await open.call('GET', '/v1/reports/campaigns/offer')
  expect(status, JSON.stringify(body)).toBe(200)
  return campaignReport.parse(body).costReturn
}

/** 200 accounts met it a hundred days ago, half of them held out; 40 of those that saw it and 10 of the others bought seats of 10 dollars. */
async function openSold(change: Partial<CampaignInput>): Promise<OpenApp> {
  const open = await openWorkspace(offer({ goal: { kind: 'upgrade', windowDays: 14 }, ...change }))
  const at = NOON - 100 * DAY
  const met = Array.from({ length: 200 }, (_, index) => ({
    id: `m${index}`,
    campaign: 'offer',
    version: 1,
    account: `a${index}`,
    person: `p${index}`,
    arm: index % 2 === 0 ? TREATED : HELD_OUT,
    at,
    cost: 0,
  }))
  const seen = met.filter(({ arm }) => arm === TREATED)
  await open.deps.store.transaction(async ({ exposures }) => {
    await exposures.expose(met)
    await exposures.shown(seen.map((one) => ({ ...one, id: `${one.id}:shown` })))
    await exposures.accepted(seen.slice(0, 50))
  })
  const buyers = [...seen.slice(0, 40), ...met.filter(({ arm }) => arm === HELD_OUT).slice(0, 10)]
  const subscriptions = buyers.map(({ account }) => ({
    id: `s-${account}`,
    account,
    at: new Date(at + DAY).toISOString(),
    status: 'active',
    plan: 'team',
    amount: 1000,
    quantity: 1,
    currency: 'USD',
  }))
  const { body } = await open.call('POST', '/v1/subscriptions', { subscriptions })
  expect(new Set(body.results.map((one: { status: string }) => one.status))).toEqual(new Set(['applied']))
  return open
}

describe('what a campaign costs', () => {
  it('is nothing that the report speaks of while nobody gave it', async () => {
    await using open = await openWorkspace(offer())
    expect(await read(open)).toBeUndefined()
  })

  it('is added up from what was paid once, for each account shown and for each that accepted', async () => {
    await using open = await openSold({ cost: { once: 500, perShown: 0.5, perAccepted: 3 } })
    expect(await read(open)).toMatchObject({
      costCurrency: 'USD',
      cost: {
        once: 500,
        shown: { accounts: 100, each: 0.5, amount: 50 },
        accepted: { accounts: 50, each: 3, amount: 150 },
        total: 700,
      },
      spent: 700,
      recurring: true,
      months: 12,
    })
  })

  it('counts as soon as it is saved, without a new version', async () => {
    await using open = await openWorkspace(offer())
    await open.call('PUT', '/v1/campaigns/offer', offer({ cost: { once: 10 } }))
    expect(await read(open)).toMatchObject({ cost: { total: 10 } })
    expect((await open.call('GET', '/v1/campaigns/offer')).body.version).toBe(1)
  })

  it.each([
    ['none of its parts', {}, 'cost.once'],
    ['a negative amount', { once: -1 }, 'cost.once'],
    ['no number', { once: '5' }, 'cost.once'],
    ['a currency in lower case', { once: 1, currency: 'usd' }, 'cost.currency'],
    ['no month', { once: 1, months: 0 }, 'cost.months'],
    ['an unknown part', { once: 1, perClick: 2 }, 'cost.perClick'],
  ])('is refused with %s, by the field', async (_, cost, field) => {
    await using open = await openWorkspace()
    const { status, body } = await open.call('PUT', '/v1/campaigns/offer', { ...offer(), cost })
    expect([status, body.error.field]).toEqual([400, field])
  })
})

it('stands in the table of the report, with all its other numbers', async () => {
  await using open = await openSold({ cost: { once: 1000, months: 10 } })
  const { headers, body } = await open.call('GET', '/v1/reports/campaigns/offer?format=csv')
  expect(headers.get('content-disposition')).toBe('attachment; filename="campaign-offer.csv"')
  const table = (body as string).split('\r\n').map((line) => line.split(','))
  const line = (part: string, of: string, measure: string) => table.find((one) => one[0] === part && one[1] === of && one[2] === measure)
  expect(table[0]).toEqual(['Part', 'Of', 'Measure', 'Value', 'Low', 'High', 'Reason'])
  expect(line('arms', 'treated', 'converted')?.[3]).toBe('40')
  expect(line('arms', 'held-out', 'rate')?.[3]).toBe('0.1')
  expect(line('lift', 'any conversion', 'absolute')?.slice(3, 6).map(Number)).toEqual([
    expect.closeTo(0.3, 12),
    expect.closeTo(0.183, 2),
    expect.closeTo(0.405, 2),
  ])
  expect(line('credits', 'USD', 'credited')?.[3]).toBe('400')
  expect(line('kept', '90', 'rate')?.[3]).toBe('1')
  expect(line('cost', 'USD', 'total')?.[3]).toBe('1000')
  expect(Number(line('return', '', 'incrementalReturn')?.[3])).toBeCloseTo(2, 9)
  expect(line('return', '', 'creditedReturn')?.[3]).toBe('3')
  const japanese = await open.call('GET', '/v1/reports/campaigns/offer?lang=ja', undefined, { headers: { accept: 'text/csv' } })
  expect((japanese.body as string).split('\r\n')[0]).toBe('区分,対象,指標,値,区間の下限,区間の上限,値がない理由')
  expect((await open.call('GET', '/v1/reports/campaigns/offer?format=xml')).body.error.field).toBe('format')
})

describe('the return', () => {
  it('is what the campaign caused and what was kept of its credits, over the months that were given, less the cost', async () => {
    await using open = await openSold({ cost: { once: 1000, months: 10 } })
    const found = await read(open)
    // 0.4 - 0.1 of 100 accounts, 10 dollars each: 300 a month, 3,000 in ten months.
    expect(found?.incremental.money.estimate).toBeCloseTo(300, 9)
    expect(found?.incremental.return.estimate).toBeCloseTo((3000 - 1000) / 1000, 9)
    const { money, return: returned, reason } = found?.incremental ?? {}
    expect(reason).toBeUndefined()
    expect(money?.low).toBeLessThan(300)
    expect(money?.high).toBeGreaterThan(300)
    expect(returned?.low).toBeCloseTo(((money?.low ?? 0) * 10 - 1000) / 1000, 9)
    expect(returned?.high).toBeCloseTo(((money?.high ?? 0) * 10 - 1000) / 1000, 9)
    // All 40 credits of 10 dollars are older than 90 days and still paid.
    expect(found?.credited).toEqual({ money: 400, maturing: 0, return: 3 })
  })

  it('has a reason in place of each number that would mean nothing', async () => {
    const reasons = async (open: OpenApp) => {
      const found = await read(open)
      return [found?.incremental.return.estimate, found?.incremental.reason, found?.credited.return, found?.credited.reason]
    }
    await using young = await openWorkspace(offer({ cost: { once: 10 } }))
    expect(await reasons(young)).toEqual([null, 'nothing-bought', null, 'nothing-credited'])
    await using free = await openSold({ cost: { once: 0 } })
    expect(await reasons(free)).toEqual([null, 'nothing-spent', null, 'nothing-spent'])
    await using abroad = await openSold({ cost: { once: 1000, currency: 'EUR' } })
    expect(await reasons(abroad)).toEqual([null, 'no-rate', null, 'no-rate'])
  })

  it('exchanges a cost in another currency with the rate of the day, and names it', async () => {
    await using open = await openSold({ cost: { once: 1000, currency: 'EUR', months: 10 } })
    await open.call('PUT', '/v1/rates', { to: 'USD', rates: [{ currency: 'EUR', day: '2026-11-20', rate: '1.5' }] })
    const found = await read(open)
    expect(found).toMatchObject({ spent: 1500, costCurrency: 'EUR', exchange: { currency: 'EUR', day: '2026-11-20', rate: '1.5' } })
    expect(found?.incremental.return.estimate).toBeCloseTo((3000 - 1500) / 1500, 9)
  })
})
