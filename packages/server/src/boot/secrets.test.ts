import type { Boot } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, openWorkspace, question, send } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'

const DAY = 86_400_000

/** Words that stand nowhere but in what must stay on the server. */
const SECRETS = {
  userTrait: 'secret-user-trait',
  accountTrait: 'secret-account-trait',
  renewal: '2027-09-13',
  segment: 'secret-segment',
  segmentName: 'Secret segment name',
  customName: 'Secret custom event name',
  otherCampaign: 'secret-other-campaign',
  seenCampaign: 'secret-seen-campaign',
  otherName: 'Secret campaign name',
  problem: 'Secret problem that nobody outside may read.',
  goalEvent: 'Secret Goal Event',
  armingEvent: 'Secret Arming Event',
  unreadEvent: 'Secret Unread Event',
  colleague: 'secret-colleague',
  comment: 'Secret comment of a detractor',
  seed: 'secret-seed',
  cost: '98765.4321',
  salesperson: 'secret-salesperson',
  owner: 'secret-owner',
  cutoff: '0.0471319',
} as const

const names = {
  name: SECRETS.otherName,
  problemSolved: SECRETS.problem,
  goal: { kind: 'event', event: SECRETS.goalEvent },
  lead: true,
  handover: { sales: SECRETS.salesperson },
  cost: { once: Number(SECRETS.cost) },
  owner: SECRETS.owner,
  guardrails: { churn: Number(SECRETS.cutoff) },
} as const

/** A workspace in which every secret is in use, and in which the campaigns that are sent depend on them. */
async function openSecrets(): Promise<OpenApp> {
  const open = await openWorkspace()
  await open.call('PUT', '/v1/definitions', {
    segments: [{ id: SECRETS.segment, name: SECRETS.segmentName, audience: { 'user.note': SECRETS.userTrait } }],
    events: [{ id: 'big', name: SECRETS.customName, event: 'Report Exported', where: {} }],
  })
  const publish = async (one: { id: string }) => {
    await open.call('PUT', `/v1/campaigns/${one.id}`, one)
    const { status } = await open.call('POST', `/v1/campaigns/${one.id}/publish`)
    expect(status).toBe(200)
  }
  const knowing = {
    [`segment.${SECRETS.segment}`]: true,
    'account.note': SECRETS.accountTrait,
    'account.renewsAt': SECRETS.renewal,
    'account.daysToRenewal': { $gte: 30 },
    'health.score': { $gte: 60 },
    [`campaign.${SECRETS.otherCampaign}.shown`]: { $exists: false },
    $or: [{ [`campaign.${SECRETS.seenCampaign}.shown`]: { $gte: 1 } }, { 'event.big.count': { $gte: 99 } }],
  }
  const sent = { ...names, audience: knowing }
  await publish(offer({ id: 'sent', ...sent, seed: 'seed' }))
  await publish(offer({ id: 'armed', ...sent, trigger: { on: 'server', event: SECRETS.armingEvent, days: 7 } }))
  await publish(offer({ id: 'dated', ...sent, trigger: { on: 'date', path: 'account.renewsAt', from: -720, until: 730 } }))
  await publish(offer({ id: SECRETS.otherCampaign, ...names, audience: { 'account.note': 'other' } }))
  await publish(question({ id: SECRETS.seenCampaign, ...names, cadence: { show: 'once' } }))
  const about = { userId: 'mari', context: { groupId: 'acme' } }
  const seen = { campaign: SECRETS.seenCampaign, version: 1 }
  await send(
    open,
    { type: 'identify', userId: 'mari', traits: { note: SECRETS.userTrait } },
    { type: 'group', userId: 'mari', groupId: 'acme', traits: { note: SECRETS.accountTrait, renewsAt: SECRETS.renewal } },
    { type: 'track', event: SECRETS.armingEvent, ...about, properties: { note: SECRETS.comment } },
    { type: 'track', event: SECRETS.unreadEvent, ...about },
    { type: 'track', event: 'espalier:shown', ...about, properties: seen },
    { type: 'track', event: 'espalier:answered', ...about, properties: { ...seen, score: 9, comment: SECRETS.comment } },
    { type: 'identify', userId: SECRETS.colleague, context: { groupId: 'acme' } },
  )
  await open.call('PUT', '/v1/accounts/acme', { care: { score: 71.3591, mutedUntil: iso(NOON - 12_345), risk: false } })
  return open
}

async function boot(open: OpenApp): Promise<Boot> {
  const request = { userId: 'mari', anonymousId: 'v', groupId: 'acme' }
  return (await open.call('POST', '/v1/boot', request, { key: 'pk_test_demo' })).body as Boot
}

/** Secrets that stand in what leaves the server. */
function leaked(answer: unknown): string[] {
  const text = JSON.stringify(answer)
  return [...Object.values(SECRETS), '71.3591', '"risk":false', 'mutedUntil', `${NOON - 12_345}`].filter((word) => text.includes(word))
}

describe('a boot', () => {
  it('tells nothing of health, risk, renewal, traits, segments, other campaigns and other people, though all of them decide', async () => {
    await using open = await openSecrets()
    const answer = await boot(open)
    expect(answer.campaigns.map(({ campaign }) => [campaign.id, campaign.trigger])).toEqual([
      ['armed', { on: 'load' }],
      ['dated', { on: 'load' }],
      ['sent', { on: 'load' }],
    ])
    expect(leaked(answer)).toEqual([])
  })

  it('would be caught: each secret that is put into an answer is found', async () => {
    await using open = await openSecrets()
    const answer = await boot(open)
    const [first] = answer.campaigns
    for (const word of Object.values(SECRETS)) {
      const told = { ...answer, campaigns: [{ ...first, campaign: { ...first?.campaign, audience: { 'account.note': word } } }] }
      expect(leaked(told)).toEqual([word])
    }
    expect(leaked({ ...answer, facts: { ...answer.facts, health: { risk: false } } })).toEqual(['"risk":false'])
  })

  it('says nothing else once those whom care spares are spared', async () => {
    await using open = await openSecrets()
    await open.call('PUT', '/v1/accounts/acme', { care: { risk: true, mutedUntil: iso(NOON + 30 * DAY) } })
    const answer = await boot(open)
    expect([answer.campaigns, leaked(answer)]).toEqual([[], []])
  })
})
