import { leadPack, type LeadMoment } from '@espalier/core/schema'
import { expect, it } from 'vitest'
import { iso, NOON, offer, send } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { openAt } from '../reports/kept/history.case.ts'

const HOUR = 3_600_000

/** Acme asked for a call at noon, and the campaign handed it to two people. */
async function openPassed(clock: { now: number }): Promise<OpenApp> {
  const open = await openAt(clock)
  const handover = { cs: 'Mari', sales: 'Ken', dueDays: 3, nextStep: 'Call them' }
  await open.call('PUT', '/v1/campaigns/talk', offer({ id: 'talk', lead: true, handover }))
  await open.call('POST', '/v1/campaigns/talk/publish')
  const whom = { userId: 'aya', context: { groupId: 'acme' } }
  clock.now += HOUR
  const properties = { campaign: 'talk', version: 1 }
  expect(await send(open, { type: 'track', event: 'espalier:accepted', ...whom, timestamp: iso(clock.now), properties })).toEqual([
    'accepted',
  ])
  return open
}
const change = (open: OpenApp, body: object) => open.call('PUT', '/v1/leads/talk/acme', body)
async function timeline(open: OpenApp, account = 'acme'): Promise<LeadMoment[]> {
  const { body } = await open.call('GET', `/v1/leads/talk/${encodeURIComponent(account)}`)
  return leadPack.parse(body).timeline
}
const fieldsOf = (all: readonly LeadMoment[]) =>
  all.map(({ by, changes }) => [by, ...changes.map(({ field, before, after }) => `${field}: ${before} > ${after}`)])

it('a lead keeps every change of both sides with who made it and when, the newest first, and how it began', async () => {
  const clock = { now: NOON }
  await using open = await openPassed(clock)
  clock.now += HOUR
  await change(open, { state: 'accepted', side: 'cs' })
  clock.now += HOUR
  await change(open, { cs: 'Mori', dueOn: '2026-12-11', nextStep: null })
  clock.now += HOUR
  await change(open, { state: 'rejected', reason: 'No budget before April' })
  const all = await timeline(open)
  expect(fieldsOf(all)).toEqual([
    ['people', 'state: accepted > rejected', 'reason: null > No budget before April'],
    ['people', 'cs: Mari > Mori', 'dueOn: 2026-11-25 > 2026-12-11', 'nextStep: Call them > null'],
    ['people', 'state: new > accepted', 'side: sales > cs'],
    [
      'campaign',
      'state: null > new',
      'side: null > sales',
      'cs: null > Mari',
      'sales: null > Ken',
      'dueOn: null > 2026-11-25',
      'nextStep: null > Call them',
    ],
  ])
  expect(all.map(({ at }) => at)).toEqual([4, 3, 2, 1].map((hours) => iso(NOON + hours * HOUR)))
  expect(all.map(({ author }) => author !== null && author !== '')).toEqual([true, true, true, false])
})

it('what changes nothing, or is refused, is not written down', async () => {
  await using open = await openPassed({ now: NOON })
  await change(open, { side: 'sales', cs: 'Mari' })
  expect((await change(open, { state: 'rejected' })).status).toBe(400)
  expect((await open.call('PUT', '/v1/leads/talk/nobody', { side: 'cs' })).status).toBe(404)
  expect(await timeline(open)).toHaveLength(1)
})

it('changes that come at the same time are all kept, and none takes back another', async () => {
  await using open = await openPassed({ now: NOON })
  const bodies = [
    { cs: 'Mori' },
    { sales: 'Sato' },
    { dueOn: '2026-12-01' },
    { nextStep: 'Show folders' },
    { state: 'accepted' },
    { side: 'cs' },
  ]
  const answers = await Promise.all(bodies.map((body) => change(open, body)))
  expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 200))
  expect((await timeline(open)).filter(({ by }) => by === 'people')).toHaveLength(bodies.length)
  const { body } = await open.call('GET', '/v1/leads/talk/acme')
  expect(body.lead).toMatchObject({
    cs: 'Mori',
    sales: 'Sato',
    dueOn: '2026-12-01',
    nextStep: 'Show folders',
    state: 'accepted',
    side: 'cs',
  })
})

it('tells that an order won it between what people said, and that people say so themselves since', async () => {
  const clock = { now: NOON }
  await using open = await openPassed(clock)
  await change(open, { state: 'accepted' })
  clock.now += HOUR
  const conversions = [{ id: 'o1', account: 'acme', campaign: 'talk', at: iso(clock.now), mrr: 50 }]
  expect((await open.call('POST', '/v1/conversions', { conversions })).body.results[0].status).toBe('accepted')
  clock.now += HOUR
  await change(open, { state: 'won' })
  expect(fieldsOf(await timeline(open)).slice(0, 3)).toEqual([
    ['people', 'state: won > won'],
    ['order', 'state: accepted > won'],
    ['people', 'state: new > accepted'],
  ])
})

it('an erasure takes what people wrote out of it and leaves that they did, and an export holds all of it', async () => {
  const clock = { now: NOON }
  await using open = await openPassed(clock)
  await change(open, { state: 'rejected', reason: 'zz-aya says no', nextStep: 'Call zz-aya in spring' })
  const exported = JSON.stringify((await open.call('GET', '/v1/accounts/acme/export')).body.tables.lead_change)
  for (const text of ['zz-aya says no', 'Call zz-aya in spring', 'new']) expect(exported).toContain(text)
  expect((await open.call('DELETE', '/v1/users/aya')).status).toBe(200)
  expect(fieldsOf(await timeline(open))[0]).toEqual(['people', 'state: new > rejected', 'reason: null > null', 'nextStep: null > null'])
  clock.now += HOUR
  expect((await open.call('DELETE', '/v1/accounts/acme')).status).toBe(200)
  const { leads } = (await open.call('GET', '/v1/reports/leads')).body
  const after = await timeline(open, leads[0].account)
  expect(after).toHaveLength(2)
  expect(JSON.stringify(after)).not.toMatch(/acme|aya/)
})
