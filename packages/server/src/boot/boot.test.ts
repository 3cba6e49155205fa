import { createCounter } from '@espalier/core'
import type { Boot, BootRequest } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, openWorkspace, question, send } from '../decisions/workspace.case.ts'
import { appOn, type OpenApp } from '../open-app.case.ts'

const DAY = 86_400_000
const mari = { userId: 'mari', anonymousId: 'v', groupId: 'acme' }

async function boot(open: OpenApp, request: BootRequest = mari): Promise<Boot> {
  const { status, body } = await open.call('POST', '/v1/boot', request, { key: 'pk_test_demo' })
  expect([status, body.error]).toEqual([200, undefined])
  return body as Boot
}

const ids = ({ campaigns }: Boot) => campaigns.map(({ campaign }) => campaign.id)
const member = (traits = {}) => [
  { type: 'identify', userId: 'mari', traits: { role: 'admin', email: 'mari@acme.example' }, timestamp: iso(NOON - 9 * DAY) },
  { type: 'group', userId: 'mari', groupId: 'acme', traits: { name: 'Acme', ...traits } },
]

describe('a boot', () => {
  it('tells a visitor whom nobody knows what everybody may see', async () => {
    await using open = await openWorkspace(offer())
    const answer = await boot(open, { anonymousId: 'v' })
    expect(answer).toMatchObject({
      at: NOON,
      ttl: 300,
      facts: { plan: { id: 'free', next: 'team' }, survey: {}, campaign: {} },
      counters: {},
    })
    expect(answer.history).toEqual({ campaigns: {}, userAttention: [], accountAttention: [], firstSeenAt: NOON })
    expect(answer.campaigns).toHaveLength(1)
    expect(answer).not.toHaveProperty('userId')
    expect(answer).not.toHaveProperty('groupId')
  })

  it('leaves out what only the author needs, and what the server knows', async () => {
    const audience = {
      'account.size': { $gte: 10 },
      'user.role': 'admin',
      'plan.id': 'free',
      'page.path': '/reports',
      'limit.exports.ratio': { $gte: 0.8 },
      $or: [{ 'user.role': 'owner' }, { 'event.Report Exported.count': { $gte: 3 } }],
    }
    await using open = await openWorkspace(offer({ audience }))
    await send(open, ...member({ size: 12, revenue: 'secret' }))
    const answer = await boot(open)
    expect(answer.campaigns[0]?.campaign.audience).toEqual({
      'page.path': '/reports',
      'limit.exports.ratio': { $gte: 0.8 },
      $or: [{ 'event.Report Exported.count': { $gte: 3 } }],
    })
    for (const key of ['name', 'problemSolved', 'goal']) expect(answer.campaigns[0]?.campaign).not.toHaveProperty(key)
    for (const word of ['secret', 'mari@acme.example']) expect(JSON.stringify(answer)).not.toContain(word)
  })

  it('leaves out campaigns that cannot show to this person', async () => {
    const soon = { from: iso(NOON + 60_000) }
    await using open = await openWorkspace(
      offer({ id: 'other-plan', audience: { 'plan.id': 'team' } }),
      offer({ id: 'over', schedule: { until: iso(NOON) } }),
      offer({ id: 'next-year', schedule: { from: iso(NOON + 300 * DAY) } }),
      offer({ id: 'paused' }),
      offer({ id: 'soon', schedule: soon }),
      offer({ id: 'external', assignment: 'external' }),
    )
    await open.call('POST', '/v1/campaigns/paused/state', { state: 'paused' })
    await open.call('PUT', '/v1/campaigns/draft', offer({ id: 'draft' }))
    expect(ids(await boot(open))).toEqual(['soon'])
    await open.call('POST', '/v1/exposures', { exposures: [{ campaign: 'external', account: 'acme', arm: 'held-out', at: iso(NOON) }] })
    expect((await boot(open)).campaigns).toMatchObject([{ assigned: 'held-out' }, {}])
  })

  it('brings the newest published version', async () => {
    await using open = await openWorkspace(offer())
    await open.call('PUT', '/v1/campaigns/offer', offer({ priority: 7 }))
    expect((await boot(open)).campaigns).toMatchObject([{ version: 1, campaign: { priority: 100 } }])
    await open.call('POST', '/v1/campaigns/offer/publish')
    expect((await boot(open)).campaigns).toMatchObject([{ version: 2, campaign: { priority: 7 } }])
  })

  it('brings counters of the events that rules read, and no others', async () => {
    await using open = await openWorkspace(
      offer({ audience: { 'event.Report Exported.count7d': { $gte: 2 }, 'event.a_b.count': { $gte: 1 } } }),
    )
    const track = (event: string) => ({ type: 'track', event, userId: 'mari', context: { groupId: 'acme' } })
    await send(open, track('Report Exported'), track('Report Exported'), track('a.b'), track('Seat Added'))
    const { counters } = await boot(open)
    expect(Object.keys(counters).toSorted()).toEqual(['Report Exported', 'a.b'])
    expect(counters['Report Exported']).toEqual({ ...createCounter(), d: counters['Report Exported']?.d, n: [2], t: 2, f: NOON, l: NOON })
  })

  it('brings what the person saw and answered, and the interruptions of the account', async () => {
    await using open = await openWorkspace(question())
    const about = { campaign: 'nps', version: 1, decision: 'd' }
    const told = (event: string, userId: string, more = {}) => ({
      type: 'track',
      event: `espalier:${event}`,
      userId,
      context: { groupId: 'acme' },
      timestamp: iso(NOON - 3_600_000),
      properties: { ...about, ...more },
    })
    await send(open, told('shown', 'mari'), told('answered', 'mari', { score: 9 }), told('shown', 'ken'))
    const { history, facts } = await boot(open)
    const at = NOON - 3_600_000
    expect(history.campaigns).toEqual({ nps: { shown: 1, lastShownAt: at, response: 'answered', respondedAt: at } })
    expect([history.userAttention, history.accountAttention]).toEqual([
      [[at, 1]],
      [
        [at, 1],
        [at, 1],
      ],
    ])
    expect(facts.survey).toEqual({ nps: { score: 9, daysSince: 0 } })
    expect(facts.campaign).toEqual({ nps: { shown: 1, daysSinceShown: 0, response: 'answered', accepted: false, daysSinceAnswered: 0 } })
  })

  it('follows an upgrade at once', async () => {
    const words = { title: 'See what moves', action: { label: 'Compare plans' } }
    const locked = offer({
      id: 'locked',
      motion: 'adoption',
      widget: { kind: 'gate', feature: 'analytics', content: { en: words, ja: words } },
    })
    await using open = await openWorkspace(locked)
    await send(open, ...member())
    const before = await boot(open)
    expect([ids(before), before.entitlements['analytics']?.allowed, before.entitlements['exports']?.limit]).toEqual([['locked'], false, 5])
    await open.call('PUT', '/v1/accounts/acme', { plan: 'team' })
    const after = await boot(open)
    expect([ids(after), after.entitlements['analytics']?.allowed, after.entitlements['exports']?.limit]).toEqual([[], true, 20])
  })

  it.each([
    ['no anonymous id', { userId: 'mari' }, 'anonymousId'],
    ['an id that is no text', { anonymousId: 5 }, 'anonymousId'],
    ['a field that nobody knows', { anonymousId: 'v', admin: true }, 'admin'],
  ])('is refused with %s', async (_, request, field) => {
    await using open = await openWorkspace()
    const { status, body } = await open.call('POST', '/v1/boot', request, { key: 'pk_test_demo' })
    expect([status, body.error.field]).toEqual([400, field])
  })
})

describe('care', () => {
  const cases: [string, object][] = [
    ['low health', { score: 59 }],
    ['a payment that is due', { pastDue: true }],
    ['an open risk', { risk: true }],
    ['unfinished onboarding', { onboarded: false }],
    ['a cancellation', { cancelling: true }],
    ['a mute', { mutedUntil: iso(NOON + DAY) }],
    ['not being a fit', { notAFitUntil: iso(NOON + DAY) }],
  ]

  it.each(cases)('keeps offers from an account with %s, says so to nobody outside, and lets help through', async (_, care) => {
    await using open = await openWorkspace(offer(), offer({ id: 'help', motion: 'adoption' }))
    await open.call('PUT', '/v1/accounts/acme', { care })
    const answer = await boot(open)
    expect(ids(answer)).toEqual(['help'])
    for (const key of Object.keys(care)) expect(JSON.stringify({ ...answer, settings: {} })).not.toContain(key)
  })

  it('tells a page that could sell what a cancellation begins with, so that it need not ask', async () => {
    await using open = await openWorkspace(offer())
    expect((await boot(open)).settings.cancelEvent).toBe('Cancellation Started')
    await open.call('PUT', '/v1/settings', { care: { cancelling: false } })
    expect((await boot(open)).settings.cancelEvent).toBeUndefined()
    await using helping = await openWorkspace(offer({ motion: 'adoption' }))
    expect((await boot(helping)).settings.cancelEvent).toBeUndefined()
  })

  it('lets offers through where all is well or nothing is known', async () => {
    await using open = await openWorkspace(offer())
    const care = { score: 60, pastDue: false, risk: false, onboarded: true, mutedUntil: iso(NOON - 1) }
    await open.call('PUT', '/v1/accounts/acme', { care })
    expect([ids(await boot(open)), ids(await boot(open, { anonymousId: 'w' }))]).toEqual([['offer'], ['offer']])
  })

  it('keeps offers from everybody in the account for 90 days after a low score', async () => {
    await using open = await openWorkspace(offer(), question())
    const properties = { campaign: 'nps', version: 1, score: 3 }
    await send(open, ...member(), { type: 'track', event: 'espalier:answered', userId: 'ken', context: { groupId: 'acme' }, properties })
    expect(ids(await boot(open))).toEqual(['nps'])
  })

  it('is counted as held back once a day, and only where the campaign could have shown', async () => {
    await using open = await openWorkspace(offer(), offer({ id: 'other-plan', audience: { 'plan.id': 'team' } }))
    await open.call('PUT', '/v1/accounts/acme', { care: { risk: true } })
    for (let visit = 0; visit < 3; visit++) await boot(open)
    const { exposures, database } = open.deps.store
    expect(await exposures.heldBackCounts('offer')).toEqual({ accounts: 1, gates: [{ gate: 'care', accounts: 1 }] })
    expect(await exposures.heldBackCounts('other-plan')).toEqual({ accounts: 0, gates: [] })
    expect(await database.db.selectFrom('held_back').select('times').execute()).toEqual([{ times: 1 }])
  })

  it('is counted once a day by all servers of a database, and across their starts', async () => {
    await using open = await openWorkspace(offer())
    await open.call('PUT', '/v1/accounts/acme', { care: { risk: true } })
    const other = appOn(open.deps.store, { clock: () => NOON })
    for (const server of [open, other, appOn(open.deps.store, { clock: () => NOON + DAY })]) await boot(server)
    expect(await open.deps.store.exposures.heldBackTotal({ from: 0, to: 1e6 })).toEqual({ times: 2, accounts: 1 })
  })
})
