import { EVENTS } from '@espalier/core'
import { expect, test } from 'vitest'
import { iso, NOON, offer, openWorkspace, send } from '../../decisions/workspace.case.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const PATH = '/v1/reports/held-back'

const heldBack = (userId: string, gate: string, daysAgo: number, campaign = 'offer') => ({
  type: 'track',
  userId,
  event: EVENTS.heldBack,
  timestamp: iso(NOON - daysAgo * DAY),
  properties: { campaign, version: 1, gate },
})

async function openReported() {
  const open = await openWorkspace(offer(), offer({ id: 'second', name: 'Second' }))
  await send(
    open,
    heldBack('mari', 'care', 0),
    heldBack('mari', 'care', 0),
    heldBack('ken', 'care', 0),
    heldBack('mari', 'budget', 1),
    heldBack('mari', 'care', 29, 'second'),
    heldBack('ken', 'care', 30),
  )
  return open
}

test('the report counts times and accounts by day, campaign and gate; an account is one account, however often it was spared', async () => {
  await using open = await openReported()
  const { status, body } = await open.call('GET', PATH)
  expect([status, body.zone, body.asOf]).toEqual([200, 'UTC', iso(NOON)])
  expect(body.days).toEqual([
    { day: '2026-10-24', campaign: 'second', gate: 'care', times: 1, accounts: 1 },
    { day: '2026-11-21', campaign: 'offer', gate: 'budget', times: 1, accounts: 1 },
    { day: '2026-11-22', campaign: 'offer', gate: 'care', times: 3, accounts: 2 },
  ])
  expect(body.totals).toEqual({
    byCampaign: [
      { campaign: 'offer', name: 'Offer', times: 4, accounts: 2 },
      { campaign: 'second', name: 'Second', times: 1, accounts: 1 },
    ],
    byGate: [
      { gate: 'care', times: 4, accounts: 2 },
      { gate: 'budget', times: 1, accounts: 1 },
    ],
    accounts: 2,
  })
})

test('the accounts behind a number are as many as it says, with how often, when last and why', async () => {
  await using open = await openReported()
  await send(open, { type: 'group', userId: 'ken', groupId: 'ken', traits: { name: 'Ken & Co' } })
  const read = async (query: string) => (await open.call('GET', `${PATH}/accounts?${query}`)).body
  const all = await read('')
  expect(all).toMatchObject({ total: 2, from: '2026-10-24', to: '2026-11-22', zone: 'UTC', asOf: iso(NOON) })
  expect(all.accounts).toEqual([
    {
      account: 'mari',
      name: 'mari',
      times: 4,
      lastDay: '2026-11-22',
      by: [
        { campaign: 'offer', gate: 'care', times: 2 },
        { campaign: 'offer', gate: 'budget', times: 1 },
        { campaign: 'second', gate: 'care', times: 1 },
      ],
    },
    { account: 'ken', name: 'Ken & Co', times: 1, lastDay: '2026-11-22', by: [{ campaign: 'offer', gate: 'care', times: 1 }] },
  ])
  const { totals } = (await open.call('GET', PATH)).body
  for (const { gate, accounts } of totals.byGate) expect([gate, (await read(`gate=${gate}`)).total]).toEqual([gate, accounts])
  for (const { campaign, accounts } of totals.byCampaign)
    expect([campaign, (await read(`campaign=${campaign}`)).total]).toEqual([campaign, accounts])
  expect((await read('offset=1')).accounts.map(({ account }: { account: string }) => account)).toEqual(['ken'])
  const table = (await open.call('GET', `${PATH}/accounts?gate=budget&format=csv`)).body as string
  expect(table.trim().split('\r\n')[1]).toBe('mari,mari,offer,budget,1,2026-11-21')
  expect((await open.call('GET', `${PATH}/accounts?from=2026-11-22&to=2026-11-21`)).body.error).toMatchObject({ field: 'to' })
})

test('the report can be about one campaign and other days', async () => {
  await using open = await openReported()
  const { body } = await open.call('GET', `${PATH}?from=2026-10-01&to=2026-10-24&campaign=second`)
  expect(body.days.map((one: { day: string }) => one.day)).toEqual(['2026-10-24'])
  expect((await open.call('GET', `${PATH}?from=2026-10-01&to=2026-10-23&campaign=second`)).body).toMatchObject({
    days: [],
    totals: { accounts: 0 },
  })
})

test('days are those of the workspace’s zone: when somebody is spared, and which of them are the last', async () => {
  await using open = await openWorkspace(offer())
  await open.call('PUT', '/v1/settings', { holdout: 0, zone: 'Asia/Tokyo' })
  // Midnight in Tokyo is 15:00 in UTC.
  const beforeMidnight = { ...heldBack('mari', 'care', 0), timestamp: iso(NOON - 21 * HOUR - 1) }
  const midnight = { ...heldBack('mari', 'care', 0), timestamp: iso(NOON - 21 * HOUR) }
  await send(open, beforeMidnight, midnight)
  const { body } = await open.call('GET', `${PATH}?days=2`)
  expect(body).toMatchObject({ zone: 'Asia/Tokyo', from: '2026-11-21', to: '2026-11-22' })
  expect(body.days).toMatchObject([
    { day: '2026-11-21', times: 1 },
    { day: '2026-11-22', times: 1 },
  ])
  expect((await open.call('GET', `${PATH}?days=1`)).body.days).toHaveLength(1)
})

test('the days are there as a table, too', async () => {
  await using open = await openReported()
  const { headers, body } = await open.call('GET', `${PATH}?from=2026-10-01&to=2026-10-24&campaign=second&format=csv&lang=ja`)
  expect(headers.get('content-disposition')).toBe('attachment; filename="held-back.csv"')
  const [head, first, ...rest] = (body as string).split('\r\n')
  expect([head, rest]).toEqual(['日付,キャンペーン,見送りの理由,回数,アカウント数', ['']])
  expect(first).toMatch(/^2026-10-24,second,[a-z-]+,\d+,\d+$/)
})

test.each([
  ['format=pdf', 'format'],
  ['format=csv&lang=fr', 'lang'],
  ['days=0', 'days'],
  ['from=yesterday', 'from'],
  ['from=2026-02-30', 'from'],
  ['from=2026-11-02&to=2026-11-01', 'to'],
  ['from=2024-11-02&to=2026-11-01', 'from'],
  ['campaign=Not%20An%20Id', 'campaign'],
])('a period that is none is refused by the name of its field: %s', async (query, field) => {
  await using open = await openWorkspace()
  const { status, body } = await open.call('GET', `${PATH}?${query}`)
  expect([status, body.error.field]).toEqual([400, field])
})
