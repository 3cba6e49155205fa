import { featureReport, type FeatureReport } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { CATALOG, NOON, openWorkspace, send } from '../../decisions/workspace.case.ts'
import type { OpenApp } from '../../open-app.case.ts'

const DAY = 86_400_000

async function read(open: OpenApp, query = ''): Promise<FeatureReport> {
  const { status, body } = await open.call('GET', `/v1/reports/features${query}`)
  expect(status).toBe(200)
  return featureReport.parse(body)
}

const track = (account: string, event: string, properties: object = {}, daysAgo = 0) => ({
  type: 'track',
  event,
  userId: `boss-${account}`,
  timestamp: new Date(NOON - daysAgo * DAY).toISOString(),
  context: { groupId: account },
  properties,
})
const group = (account: string, traits: object = {}) => ({ type: 'group', userId: `boss-${account}`, groupId: account, traits })

describe('the report of features', () => {
  it('tells how many of the accounts that have a feature use it, how often, and on which plan', async () => {
    await using open = await openWorkspace()
    await send(open, group('a'), group('b'), group('c'), group('d'))
    for (const account of ['a', 'b']) await open.call('PUT', `/v1/accounts/${account}`, { plan: 'team' })
    await send(
      open,
      ...Array.from({ length: 3 }, () => track('a', 'Report Exported')),
      track('c', 'Report Exported'),
      track('d', 'Report Exported', {}, 20),
    )
    const { features, breadth, accounts } = await read(open, '?days=14')
    expect(accounts).toBe(4)
    expect(features.find(({ feature }) => feature === 'exports')).toMatchObject({
      entitled: 4,
      using: 2,
      adoption: 0.5,
      uses: 4,
      frequency: 2,
      plans: [
        { plan: 'free', entitled: 2, using: 1, adoption: 0.5 },
        { plan: 'team', entitled: 2, using: 1, adoption: 0.5 },
      ],
    })
    expect(features.find(({ feature }) => feature === 'analytics')).toMatchObject({ entitled: 2, adoption: null, reason: 'no-event' })
    expect(breadth.find(({ plan }) => plan === 'team')).toEqual({ plan: 'team', accounts: 2, used: 0.5, entitled: 1, share: 0.5 })
    expect((await read(open, '?days=30')).features[0]?.using).toBe(3)
    expect(features.find(({ feature }) => feature === 'seats')).toMatchObject({ entitled: 2, adoption: null, reason: 'not-told' })
  })

  it('counts seats by what the host tells, and a feature without limits by the event that it names', async () => {
    await using open = await openWorkspace()
    const analytics = { id: 'analytics', name: { en: 'Analytics', ja: '分析' }, kind: 'boolean', event: 'Analysis Opened' }
    await open.call('PUT', '/v1/catalog', { ...CATALOG, features: [...CATALOG.features.slice(0, 2), analytics] })
    await send(open, group('a'), group('b'))
    for (const account of ['a', 'b']) await open.call('PUT', `/v1/accounts/${account}`, { plan: 'team' })
    await send(open, track('a', 'espalier:usage', { feature: 'seats', used: 4 }), track('b', 'Analysis Opened'))
    const { features, narrowest } = await read(open)
    expect(features.find(({ feature }) => feature === 'seats')).toMatchObject({ entitled: 2, using: 1, uses: null, frequency: null })
    expect(features.find(({ feature }) => feature === 'analytics')).toMatchObject({ entitled: 2, using: 1, adoption: 0.5, uses: 1 })
    expect(narrowest.map(({ account, used, entitled }) => [account, used, entitled])).toEqual([
      ['a', 1, 3],
      ['b', 1, 2],
    ])
  })

  it('tells which locked features are touched most, and by whom', async () => {
    await using open = await openWorkspace()
    await send(open, group('a', { name: 'Acme', industry: 'retail' }), group('b', { industry: 'law' }))
    const locked = { feature: 'analytics' }
    await send(
      open,
      track('a', 'espalier:locked', locked, 1),
      track('a', 'espalier:locked', locked, 3),
      track('b', 'espalier:locked', locked, 2),
      track('b', 'espalier:locked', { feature: 'seats' }),
      track('b', 'espalier:locked', locked, 29),
    )
    const { locked: found } = await read(open, '?days=7')
    expect(found.map(({ feature, touches, accounts }) => [feature, touches, accounts])).toEqual([
      ['analytics', 3, 2],
      ['seats', 1, 1],
    ])
    expect(found[0]?.by[0]).toEqual({
      account: 'a',
      name: 'Acme',
      plan: 'free',
      touches: 2,
      people: 1,
      lastAt: new Date(NOON - DAY).toISOString(),
    })
    expect((await read(open, '?days=7&by=industry&value=law')).locked[0]?.accounts).toBe(1)
  })

  it('has nothing to say before there are accounts, and names what it cannot read', async () => {
    await using open = await openWorkspace()
    expect(await read(open)).toMatchObject({
      accounts: 0,
      breadth: [],
      locked: [],
      features: [{ adoption: null }, { adoption: null }, { adoption: null }],
    })
    for (const days of ['0', '91', 'x', '1.5']) {
      const { status, body } = await open.call('GET', `/v1/reports/features?days=${days}`)
      expect([status, body.error.field]).toEqual([400, 'days'])
    }
    expect((await open.call('GET', '/v1/reports/features', undefined, { key: 'pk_test_demo' })).status).toBe(403)
    expect((await open.call('GET', '/v1/reports/features?format=csv')).body).toMatch(/^Feature,Plan,/)
  })
})
