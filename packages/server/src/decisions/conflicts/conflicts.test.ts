import { describe, expect, it } from 'vitest'
import type { OpenApp } from '../../open-app.case.ts'
import { iso, NOON, offer, openWorkspace, send } from '../workspace.case.ts'

const DAY = 86_400_000
const words = { title: 'More room', body: 'Business has no limit.', action: { label: 'Compare plans' } }
const modal = { kind: 'modal', content: { en: words, ja: words } } as const

async function people(open: OpenApp, ...ids: string[]): Promise<void> {
  const at = iso(NOON - 9 * DAY)
  await send(open, ...ids.map((userId) => ({ type: 'group', userId, groupId: `${userId}-inc`, traits: { of: userId }, timestamp: at })))
}

async function forecast(open: OpenApp, campaign: object): Promise<Record<string, unknown>> {
  const { status, body } = await open.call('POST', '/v1/decisions/conflicts', { campaign })
  expect(status).toBe(200)
  return body as Record<string, unknown>
}

describe('a conflict forecast', () => {
  it('names the campaigns that meet the same accounts in the same place, and who wins', async () => {
    await using open = await openWorkspace(
      offer({ id: 'strong', priority: 500 }),
      offer({ id: 'weak', priority: 5, audience: { 'account.of': { $in: ['mari', 'ken'] } } }),
      offer({ id: 'elsewhere', widget: { ...offer().widget, slot: 'bottom' } as never }),
      offer({ id: 'others', audience: { 'account.of': 'nobody' } }),
    )
    await people(open, 'mari', 'ken', 'ai')
    expect(await forecast(open, offer({ id: 'draft', audience: { 'account.of': { $ne: 'ai' }, 'page.path': '/reports' } }))).toEqual({
      rivals: [
        { campaign: 'strong', name: 'Offer', place: 'top', priority: 500, sharedAccounts: 2, winner: 'strong' },
        { campaign: 'weak', name: 'Offer', place: 'top', priority: 5, sharedAccounts: 2, winner: 'draft' },
      ],
      lostToBudget: { accounts: 0, share: 0 },
      sampled: 3,
    })
  })

  it('tells how many have no attention left, because of the past or of what ranks before', async () => {
    await using open = await openWorkspace(
      offer({ id: 'first', widget: modal, priority: 500, audience: { 'account.of': 'ken' } }),
      offer({ id: 'old', widget: modal, priority: 1, audience: { 'account.of': 'nobody' } }),
    )
    await people(open, 'mari', 'ken', 'ai')
    await send(open, {
      type: 'track',
      event: 'espalier:shown',
      userId: 'mari',
      context: { groupId: 'mari-inc' },
      timestamp: iso(NOON - 3_600_000),
      properties: { campaign: 'old', version: 1 },
    })
    const draft = offer({ id: 'draft', widget: modal })
    expect(await forecast(open, draft)).toMatchObject({
      rivals: [{ campaign: 'first', sharedAccounts: 1, winner: 'first' }],
      lostToBudget: { accounts: 2, share: 2 / 3 },
    })
    expect(await forecast(open, { ...draft, priority: 900 })).toMatchObject({ lostToBudget: { accounts: 1, share: 1 / 3 } })
  })

  it('refuses a draft that cannot be read, and a campaign that nobody knows', async () => {
    await using open = await openWorkspace()
    const wrong = await open.call('POST', '/v1/decisions/conflicts', { campaign: { ...offer(), motion: 'push' } })
    expect([wrong.status, wrong.body.error.field]).toEqual([400, 'campaign.motion'])
    const unknown = await open.call('POST', '/v1/decisions/conflicts', { campaign: 'nobody' })
    expect([unknown.status, unknown.body.error.code]).toEqual([400, 'campaign-unknown'])
  })
})
