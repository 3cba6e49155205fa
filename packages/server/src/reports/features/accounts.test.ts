import { featureAccounts, type FeatureAccounts } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { NOON, openWorkspace, send } from '../../decisions/workspace.case.ts'
import type { OpenApp } from '../../open-app.case.ts'

const DAY = 86_400_000
const ADDRESS = '/v1/reports/features/accounts'

const track = (account: string, event: string, properties: object = {}, daysAgo = 0) => ({
  type: 'track',
  event,
  userId: `boss-${account}`,
  timestamp: new Date(NOON - daysAgo * DAY).toISOString(),
  context: { groupId: account },
  properties,
})

/** Four accounts, two of them on a plan: one exports often, one once, one long ago, and one never. */
async function openUse(): Promise<OpenApp> {
  const open = await openWorkspace()
  await send(open, ...['a', 'b', 'c', 'd'].map((account) => ({ type: 'group', userId: `boss-${account}`, groupId: account, traits: {} })))
  for (const account of ['a', 'b']) await open.call('PUT', `/v1/accounts/${account}`, { plan: 'team' })
  await send(open, ...Array.from({ length: 3 }, () => track('a', 'Report Exported')), track('c', 'Report Exported'))
  await send(open, track('d', 'Report Exported', {}, 20))
  await send(open, track('c', 'espalier:locked', { feature: 'analytics' }), track('c', 'espalier:locked', { feature: 'analytics' }, 1))
  return open
}

async function read(open: OpenApp, query: string): Promise<FeatureAccounts> {
  const { status, body } = await open.call('GET', `${ADDRESS}?${query}`)
  expect([query, status]).toEqual([query, 200])
  return featureAccounts.parse(body)
}

const idsOf = ({ accounts }: FeatureAccounts) => accounts.map(({ account }) => account)

it('lists as many accounts as the report counts, for every feature and plan', async () => {
  await using open = await openUse()
  const { body: report } = await open.call('GET', '/v1/reports/features?days=14')
  for (const { feature, entitled, using, plans } of report.features) {
    for (const [plan, counts] of [['', { entitled, using }], ...plans.map((one: { plan: string }) => [`&plan=${one.plan}`, one])] as [
      string,
      Record<string, number>,
    ][]) {
      for (const which of ['entitled', 'using']) {
        const { total } = await read(open, `feature=${feature}&which=${which}&days=14${plan}`)
        expect([feature, plan, which, total]).toEqual([feature, plan, which, counts[which]])
      }
    }
  }
  for (const { feature, accounts } of report.locked) {
    expect([feature, (await read(open, `feature=${feature}&which=touched&days=14`)).total]).toEqual([feature, accounts])
  }
})

it('tells those that use it most first, and those that have it and do not use it', async () => {
  await using open = await openUse()
  const using = await read(open, 'feature=exports&days=14')
  expect(using.accounts).toEqual([
    { account: 'a', name: 'a', plan: 'team', used: true, uses: 3, touches: 0, people: 0, lastTouchedAt: null },
    { account: 'c', name: 'c', plan: 'free', used: true, uses: 1, touches: 0, people: 0, lastTouchedAt: null },
  ])
  expect(idsOf(await read(open, 'feature=exports&days=14&which=unused'))).toEqual(['b', 'd'])
  expect(idsOf(await read(open, 'feature=exports&days=14&which=entitled&offset=1&limit=2'))).toEqual(['c', 'b'])
  expect(idsOf(await read(open, 'feature=exports&days=14&which=entitled&by=plan&value=team'))).toEqual(['a', 'b'])
  const touched = await read(open, 'feature=analytics&which=touched')
  expect(touched.accounts).toEqual([
    { account: 'c', name: 'c', plan: 'free', used: null, uses: null, touches: 2, people: 1, lastTouchedAt: new Date(NOON).toISOString() },
  ])
})

it('comes as a table, too, and refuses what the catalogue does not have', async () => {
  await using open = await openUse()
  const { body } = await open.call('GET', `${ADDRESS}?feature=exports&days=14&format=csv`)
  expect((body as string).trim().split('\r\n').slice(1)).toEqual(['a,a,team,true,3,0,0,', 'c,c,free,true,1,0,0,'])
  for (const query of ['feature=nothing', 'which=using', 'feature=exports&which=wanted', 'feature=exports&value=team']) {
    const { status, body: answer } = await open.call('GET', `${ADDRESS}?${query}`)
    expect([query, status, answer.error.code]).toEqual([query, 400, 'invalid-query'])
  }
})
