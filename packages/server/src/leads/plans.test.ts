import { leadReport, type Handover } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { NOON, offer, openWorkspace } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { openAt } from '../reports/kept/history.case.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const HANDOVER: Handover = { cs: 'Mari', sales: 'ken@example.com', dueDays: 3, nextStep: 'Call them' }

const accepts = (open: OpenApp, account: string, at: number) =>
  open.deps.store.transaction(({ exposures }) =>
    exposures.accepted([{ campaign: 'talk', version: 1, account, person: `u-${account}`, arm: 'treated', at }]),
  )
const talk = (handover?: object) => offer({ id: 'talk', lead: true, ...(handover && { handover }) })
const change = (open: OpenApp, account: string, body: object) => open.call('PUT', `/v1/leads/talk/${account}`, body)
async function leads(open: OpenApp, query = '') {
  const { status, body } = await open.call('GET', `/v1/reports/leads${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return leadReport.parse(body)
}

describe('who has to do what next with a lead', () => {
  it('is what the version says that was in force when it was passed', async () => {
    await using open = await openWorkspace(talk(HANDOVER))
    await accepts(open, 'acme', NOON)
    await open.call('PUT', '/v1/campaigns/talk', talk({ side: 'cs', cs: 'Somebody else', dueDays: 30 }))
    await open.call('POST', '/v1/campaigns/talk/publish')
    await accepts(open, 'long-ago', NOON - 100 * DAY)
    expect((await leads(open)).leads.find(({ account }) => account === 'long-ago')).toMatchObject({ owner: 'ken@example.com' })
    await using later = await openWorkspace(talk({ side: 'cs', cs: 'Mari' }))
    await accepts(later, 'acme', NOON)
    expect((await leads(later)).leads).toMatchObject([
      { side: 'cs', cs: 'Mari', sales: null, owner: 'Mari', dueOn: null, overdue: false, nextStep: null },
    ])
  })

  it('stays with the version in force while later ones say something else', async () => {
    const clock = { now: NOON }
    await using open = await openAt(clock)
    const publish = async (handover?: object) => {
      await open.call('PUT', '/v1/campaigns/talk', talk(handover))
      expect((await open.call('POST', '/v1/campaigns/talk/publish')).status).toBe(200)
    }
    await publish(HANDOVER)
    await accepts(open, 'early', clock.now + HOUR)
    clock.now += DAY
    await publish({ sales: 'Aya' })
    await accepts(open, 'late', clock.now + HOUR)
    expect((await leads(open)).leads.map(({ account, owner, dueOn }) => [account, owner, dueOn])).toEqual([
      ['late', 'Aya', null],
      ['early', 'ken@example.com', new Date(NOON + HOUR + 3 * DAY).toISOString().slice(0, 10)],
    ])
  })

  it('is changed field by field, a null empties one, and the state stays what it was', async () => {
    await using open = await openWorkspace(talk(HANDOVER))
    await accepts(open, 'acme', NOON)
    const first = await change(open, 'acme', { side: 'cs', dueOn: '2027-02-01' })
    expect(first.body).toMatchObject({ state: 'new', side: 'cs', owner: 'Mari', sales: 'ken@example.com', dueOn: '2027-02-01' })
    const second = await change(open, 'acme', { state: 'accepted', cs: null, nextStep: ' Send the offer ' })
    expect(second.body).toMatchObject({ state: 'accepted', owner: null, sales: 'ken@example.com', nextStep: 'Send the offer' })
    expect((await change(open, 'acme', { state: 'new' })).body).toMatchObject({ state: 'new', nextStep: 'Send the offer' })
    expect((await change(open, 'nobody', { side: 'cs' })).body.error.code).toBe('lead-unknown')
    expect(await open.deps.store.leads.plans()).toHaveLength(1)
  })

  it('is overdue once its day is over where the workspace is, until the lead is won or turned down', async () => {
    const clock = { now: Date.parse('2026-11-20T03:00:00Z') }
    await using open = await openAt(clock)
    await open.call('PUT', '/v1/settings', { zone: 'Asia/Tokyo' })
    await open.call('PUT', '/v1/campaigns/talk', talk({ sales: 'Ken', dueDays: 0 }))
    await open.call('POST', '/v1/campaigns/talk/publish')
    await accepts(open, 'acme', clock.now)
    const overdue = async () => (await leads(open)).leads.map((one) => one.overdue)
    expect((await leads(open)).leads[0]?.dueOn).toBe('2026-11-20')
    clock.now = Date.parse('2026-11-20T14:59:59Z')
    expect(await overdue()).toEqual([false])
    clock.now += 1000
    expect(await overdue()).toEqual([true])
    await change(open, 'acme', { state: 'accepted' })
    expect(await overdue()).toEqual([true])
    const { body } = await open.call('GET', '/v1/reports/leads?format=csv&lang=ja')
    expect(body).toContain(',対応中,営業,Ken,,Ken,2026-11-20,期限切れ,')
    await change(open, 'acme', { state: 'rejected', reason: 'No budget' })
    expect(await overdue()).toEqual([false])
  })

  it('narrows the list: by either owner, and by what is overdue', async () => {
    await using open = await openWorkspace(talk(HANDOVER))
    await accepts(open, 'old', NOON - 9 * DAY)
    await accepts(open, 'fresh', NOON)
    await change(open, 'fresh', { sales: 'Aya' })
    const accounts = async (query: string) => (await leads(open, query)).leads.map(({ account }) => account)
    expect(await accounts('?owner=Mari')).toEqual(['fresh', 'old'])
    expect(await accounts('?owner=Aya')).toEqual(['fresh'])
    expect(await accounts('?owner=Nobody')).toEqual([])
    expect(await accounts('?overdue=true')).toEqual(['old'])
    expect(await accounts('?overdue=false')).toEqual(['fresh'])
    expect((await leads(open, '?owner=Aya')).owners).toEqual(['Aya', 'Mari', 'ken@example.com'])
    for (const field of ['owner', 'overdue']) {
      const answer = await open.call('GET', `/v1/reports/leads?${field}=`)
      expect([answer.status, answer.body.error.field]).toEqual([400, field])
    }
  })
})

it.each([
  ['no lead to hand over', { handover: { cs: 'Mari' } }, 'handover'],
  ['days that are none', { lead: true, handover: { dueDays: 1.5 } }, 'handover.dueDays'],
  ['days that are over', { lead: true, handover: { dueDays: -1 } }, 'handover.dueDays'],
  ['an empty name', { lead: true, handover: { cs: '' } }, 'handover.cs'],
  ['a third side', { lead: true, handover: { side: 'both' } }, 'handover.side'],
])('a campaign is refused with %s', async (_, more, field) => {
  await using open = await openWorkspace()
  const { status, body } = await open.call('PUT', '/v1/campaigns/talk', { ...offer({ id: 'talk' }), ...more })
  expect([status, body.error.field]).toEqual([400, field])
})
