import { leadPack, type LeadEvidence } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { iso, NOON, offer, question, send } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { openAt } from '../reports/kept/history.case.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const whom = (userId: string) => ({ userId, context: { groupId: 'acme' } })
const did = (event: string, at: number, properties: object = {}, userId = 'zz-mari') => ({
  type: 'track',
  event,
  timestamp: iso(at),
  ...whom(userId),
  properties,
})
const met = (what: string, at: number, more: object = {}, userId?: string) =>
  did(`espalier:${what}`, at, { campaign: 'talk', version: 1, ...more }, userId)

/** Acme uses the product for a month, and somebody of it asks for a call at noon. */
async function openPassed(clock: { now: number }): Promise<OpenApp> {
  const open = await openAt(clock)
  await open.call('PUT', '/v1/campaigns/talk', offer({ id: 'talk', name: 'Talk to us', lead: true }))
  await open.call('PUT', '/v1/campaigns/nps', question())
  for (const id of ['talk', 'nps']) await open.call('POST', `/v1/campaigns/${id}/publish`)
  await open.call('PUT', '/v1/settings', { ...(await open.call('GET', '/v1/settings')).body, satisfactionEvent: 'Rated' })
  clock.now = NOON - DAY
  await open.call('PUT', '/v1/accounts/acme', { plan: 'team', care: { score: 72 } })
  const state = {
    id: 's',
    account: 'acme',
    at: iso(NOON - 20 * DAY),
    status: 'active',
    plan: 'team',
    amount: 9900,
    interval: 'month',
    currency: 'USD',
  }
  expect((await open.call('POST', '/v1/subscriptions', { subscriptions: [state] })).body.results[0].status).toBe('applied')
  await send(
    open,
    {
      type: 'group',
      userId: 'zz-mari',
      groupId: 'acme',
      timestamp: iso(NOON - 3 * DAY),
      traits: { name: 'Acme', goal: 'Close the books in 3 days', lead: 'zz-mari' },
    },
    ...Array.from({ length: 13 }, (_, index) => did('Report Exported', NOON - DAY - index * HOUR)),
    did('espalier:locked', NOON - DAY, { feature: 'seats' }, 'ken'),
    met('answered', NOON - 2 * DAY, { campaign: 'nps', score: 9, comment: 'by zz-mari' }),
    did('Rated', NOON - 2 * DAY, { score: 4 }, 'ken'),
  )
  clock.now = NOON + 2000
  await send(open, met('shown', NOON - 10_000), met('accepted', NOON), did('Report Exported', NOON - 5000))
  return open
}

const read = async (open: OpenApp): Promise<LeadEvidence> => {
  const { status, body } = await open.call('GET', '/v1/leads/talk/acme')
  expect(status, JSON.stringify(body)).toBe(200)
  return leadPack.parse(body).evidence
}

it('tells what was known when the lead was passed', async () => {
  await using open = await openPassed({ now: NOON - 40 * DAY })
  const evidence = await read(open)
  expect(evidence).toMatchObject({
    at: iso(NOON),
    problemSolved: 'The team runs out of exports.',
    plan: { id: 'team' },
    phase: 'expansion',
    traits: { name: 'Acme', goal: 'Close the books in 3 days' },
    people: { ever: 2, lately: 2 },
    health: { score: 72 },
    answers: [
      { kind: 'csat', campaign: null, score: 4 },
      { kind: 'nps', campaign: 'nps', score: 9 },
    ],
    campaigns: [
      { campaign: 'talk', name: 'Talk to us', shown: 1, response: 'accepted', respondedAt: iso(NOON) },
      { campaign: 'nps', shown: 0, response: 'answered' },
    ],
    mrr: [{ currency: 'USD', amount: 99 }],
  })
  expect(evidence.usage.find(({ feature }) => feature === 'exports')).toMatchObject({ used: 14, limit: 20, state: 'normal' })
  expect(evidence.usage.find(({ feature }) => feature === 'exports')?.forecastAt).toMatch(/^2026-/)
  expect(evidence.features.find(({ feature }) => feature === 'exports')).toMatchObject({ allowed: true, uses: 14, touches: 0 })
  expect(evidence.features.find(({ feature }) => feature === 'seats')).toMatchObject({ uses: null, touches: 1 })
  expect(evidence.weeks).toHaveLength(8)
  expect(evidence.weeks.at(-1)?.events).toBe(15)
})

it('says the same for ever, whatever happens and is told afterwards', async () => {
  const clock = { now: NOON - 40 * DAY }
  await using open = await openPassed(clock)
  const before = await read(open)
  clock.now = NOON + 2 * DAY
  await send(
    open,
    did('Report Exported', NOON - 2 * HOUR),
    did('Report Exported', NOON + DAY),
    { type: 'group', ...whom('ken'), groupId: 'acme', traits: { goal: 'Something else' } },
    met('answered', NOON + DAY, { campaign: 'nps', score: 0 }, 'ken'),
    met('dismissed', NOON + HOUR, { how: 'no' }),
  )
  await open.call('PUT', '/v1/accounts/acme', { plan: 'free', care: { score: 10 } })
  const late = { id: 's', account: 'acme', status: 'active', plan: 'team', amount: 19_900, interval: 'month', currency: 'USD' }
  for (const at of [NOON - 5 * DAY, NOON + DAY]) {
    expect((await open.call('POST', '/v1/subscriptions', { subscriptions: [{ ...late, at: iso(at) }] })).body.results[0].status).toBe(
      'applied',
    )
  }
  await open.call('PUT', '/v1/campaigns/talk', offer({ id: 'talk', name: 'Another name', lead: true }))
  await open.call('POST', '/v1/campaigns/talk/publish')
  expect(await read(open)).toEqual(before)
  // The account itself stands elsewhere by now.
  expect((await open.call('GET', '/v1/accounts/acme')).body).toMatchObject({ care: { score: 10 }, traits: { goal: 'Something else' } })
})

it('holds nothing of somebody who was erased since, and says the same of everybody else', async () => {
  const clock = { now: NOON - 40 * DAY }
  await using open = await openPassed(clock)
  const before = await open.call('GET', '/v1/leads/talk/acme')
  expect(JSON.stringify(before.body)).toContain('zz-mari')
  clock.now = NOON + HOUR
  expect((await open.call('DELETE', '/v1/users/zz-mari')).status).toBe(200)
  const { status, body } = await open.call('GET', '/v1/leads/talk/acme')
  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('mari')
  const { traits: _, ...kept } = body.evidence
  const { traits: __, ...was } = before.body.evidence
  expect(kept).toEqual(was)
})

it('is there of a lead of whom nothing else is known, and of nobody who is none', async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  await open.call('PUT', '/v1/campaigns/talk', offer({ id: 'talk', lead: true }))
  await open.call('POST', '/v1/campaigns/talk/publish')
  await open.deps.store.transaction(({ exposures }) =>
    exposures.accepted([{ campaign: 'talk', version: 1, account: 'solo', person: 'solo', arm: 'treated', at: NOON }]),
  )
  const { body } = await open.call('GET', '/v1/leads/talk/solo')
  expect(leadPack.parse(body).evidence).toMatchObject({ people: { ever: 0, lately: 0 }, answers: [], campaigns: [], mrr: [], health: {} })
  for (const path of ['talk/nobody', 'nothing/solo']) {
    const answer = await open.call('GET', `/v1/leads/${path}`)
    expect([answer.status, answer.body.error.code]).toEqual([404, 'lead-unknown'])
  }
})

it('says the same after the account became part of another one', async () => {
  const clock = { now: NOON - 40 * DAY }
  await using open = await openPassed(clock)
  await send(open, { type: 'group', userId: 'bob', groupId: 'globex', traits: { name: 'Globex' } }, did('Report Exported', NOON, {}, 'bob'))
  await send(open, { ...did('Report Exported', NOON - HOUR, {}, 'bob'), context: { groupId: 'globex' } })
  const before = await read(open)
  clock.now = NOON + 2 * DAY
  expect((await open.call('POST', '/v1/accounts/acme/merge', { into: 'globex' })).status).toBe(200)
  expect(await read(open)).toEqual(before)
  const { lead, evidence } = leadPack.parse((await open.call('GET', '/v1/leads/talk/globex')).body)
  expect([lead.account, evidence]).toEqual(['globex', before])
})
