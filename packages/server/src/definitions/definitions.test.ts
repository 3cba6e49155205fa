import type { Boot } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { iso, NOON, offer, openWorkspace, send } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'

const DAY = 86_400_000
const BIG = { id: 'big-export', name: 'Big export', event: 'Report Exported', where: { rows: { $gte: 100 } } }
const SEGMENT = { id: 'admins', name: 'Admins', audience: { 'user.role': 'admin' } }
const mari = { userId: 'mari', anonymousId: 'v', groupId: 'acme' }

const exported = (rows: number, days: number, who: object = { userId: 'mari', context: { groupId: 'acme' } }) => ({
  type: 'track',
  event: 'Report Exported',
  properties: { rows },
  timestamp: iso(NOON - days * DAY),
  ...who,
})

async function boot(open: OpenApp, request: object = mari): Promise<Boot> {
  return (await open.call('POST', '/v1/boot', request, { key: 'pk_test_demo' })).body as Boot
}

async function publish(open: OpenApp, campaign: { id: string }) {
  await open.call('PUT', `/v1/campaigns/${campaign.id}`, campaign)
  return open.call('POST', `/v1/campaigns/${campaign.id}/publish`)
}

describe('definitions', () => {
  it('are empty at first, kept as they were sent, and written down as a change', async () => {
    await using open = await openWorkspace()
    expect((await open.call('GET', '/v1/definitions')).body).toEqual({ segments: [], events: [] })
    const next = { segments: [SEGMENT], events: [BIG] }
    expect((await open.call('PUT', '/v1/definitions', next)).body).toEqual(next)
    expect((await open.call('GET', '/v1/definitions')).body).toEqual(next)
    const changes = (await open.deps.store.changes.list()).filter(({ kind }) => kind === 'definitions')
    expect(changes.map(({ body }) => body)).toEqual([{ segments: [], events: [] }, next])
  })

  it.each([
    ['two segments of one id', { segments: [SEGMENT, SEGMENT] }, 'segments[1].id'],
    ['a segment that names a segment', { segments: [{ ...SEGMENT, audience: { 'segment.other': true } }] }, 'segments[0].audience'],
    ['a segment without an audience', { segments: [{ id: 'admins', name: 'Admins' }] }, 'segments[0].audience'],
    ['an unknown fact', { segments: [{ ...SEGMENT, audience: { 'usr.role': 'admin' } }] }, 'segments[0].audience.usr.role'],
    ['an unknown operator', { events: [{ ...BIG, where: { rows: { $atLeast: 1 } } }] }, 'events[0].where.rows.$atLeast'],
  ])('refuse %s', async (_, body, field) => {
    await using open = await openWorkspace()
    const answer = await open.call('PUT', '/v1/definitions', body)
    expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([400, 'invalid-definitions', field])
  })

  it('cannot lose what a published campaign uses', async () => {
    await using open = await openWorkspace()
    await open.call('PUT', '/v1/definitions', { segments: [SEGMENT], events: [BIG] })
    await publish(open, offer({ audience: { $or: [{ 'segment.admins': true }, { 'accountEvent.big-export.count': { $gte: 1 } }] } }))
    for (const [body, field] of [
      [{ events: [BIG] }, 'segments'],
      [{ segments: [SEGMENT] }, 'events'],
    ] as const) {
      const answer = await open.call('PUT', '/v1/definitions', body)
      expect([answer.status, answer.body.error.field]).toEqual([400, field])
    }
    await open.call('POST', '/v1/campaigns/offer/state', { state: 'ended' })
    expect((await open.call('PUT', '/v1/definitions', {})).status).toBe(200)
  })
})

describe('a custom event', () => {
  const audience = { 'event.big-export.count14d': { $gte: 2 }, 'accountEvent.big-export.count': { $gte: 3 } }

  it('counts what happened before it was defined, and goes on counting', async () => {
    await using open = await openWorkspace()
    await send(open, exported(500, 20), exported(500, 2), exported(5, 1), exported(100, 1, { userId: 'ken', context: { groupId: 'acme' } }))
    await open.call('PUT', '/v1/definitions', { events: [BIG] })
    await publish(open, offer({ audience }))
    const before = await boot(open)
    expect([before.counters['big-export']?.t, before.accountCounters['big-export']?.t]).toEqual([2, 3])
    expect(before.events).toEqual([{ id: 'big-export', event: 'Report Exported', where: BIG.where }])
    await send(open, exported(100, 0), exported(99, 0))
    const after = await boot(open)
    expect([after.counters['big-export']?.t, after.accountCounters['big-export']?.t]).toEqual([3, 4])
  })

  it('is counted over the past as it is counted while events come, visitors who signed in included', async () => {
    const log = [
      exported(100, 9, { anonymousId: 'v' }),
      exported(100, 8, { anonymousId: 'other' }),
      { type: 'identify', userId: 'mari', anonymousId: 'v', timestamp: iso(NOON - 7 * DAY) },
      exported(100, 6, { anonymousId: 'v' }),
      { type: 'identify', userId: 'ken', anonymousId: 'v', timestamp: iso(NOON - 5 * DAY) },
      exported(100, 4, { userId: 'ken' }),
      exported(1, 4, { userId: 'ken' }),
    ]
    const counters = async (first: boolean) => {
      await using open = await openWorkspace()
      if (first) await open.call('PUT', '/v1/definitions', { events: [BIG] })
      for (const event of log) await send(open, event)
      if (!first) await open.call('PUT', '/v1/definitions', { events: [BIG] })
      const { people } = open.deps.store
      const owners = ['mari', 'ken', 'v', 'other']
      const all = [
        ...(await people.counters('person', owners, ['#big-export'])),
        ...(await people.counters('account', owners, ['#big-export'])),
      ]
      return all
        .toSorted((one, other) => (`${one.scope} ${one.owner}` < `${other.scope} ${other.owner}` ? -1 : 1))
        .map(({ scope, owner, state }) => [scope, owner, state.t, state.f, state.l])
    }
    const live = await counters(true)
    expect(live.map(([scope, owner, times]) => [scope, owner, times])).toEqual([
      ['account', 'ken', 1],
      ['account', 'mari', 2],
      ['account', 'other', 1],
      ['person', 'ken', 1],
      ['person', 'mari', 2],
      ['person', 'other', 1],
    ])
    expect(await counters(false)).toEqual(live)
  })

  it('is counted anew when its meaning changes, and forgotten when it goes', async () => {
    await using open = await openWorkspace()
    await send(open, exported(500, 2), exported(5, 1))
    const total = async () => (await open.deps.store.people.counters('person', ['mari'], ['#big-export'])).map(({ state }) => state.t)
    await open.call('PUT', '/v1/definitions', { events: [BIG] })
    expect(await total()).toEqual([1])
    await open.call('PUT', '/v1/definitions', { events: [{ ...BIG, where: {} }] })
    expect(await total()).toEqual([2])
    await open.call('PUT', '/v1/definitions', { events: [] })
    expect(await total()).toEqual([])
  })
})

describe('publishing', () => {
  it.each([
    ['a segment', { audience: { $and: [{ 'segment.big': true }] } }, 'audience.$and[0].segment.big'],
    ['a feature in a rule', { audience: { $not: { 'feature.reports': true } } }, 'audience.$not.feature.reports'],
    ['a feature that it is about', { feature: 'reports' }, 'feature'],
    ['a feature that it waits for', { trigger: { on: 'feature', feature: 'reports' } }, 'trigger.feature'],
    ['a custom event by the name of its counter', { audience: { 'event.#big.count': 1 } }, 'audience.event.#big.count'],
  ] as const)('names %s that does not exist, and publishes nothing', async (_, change, field) => {
    await using open = await openWorkspace()
    const { status, body } = await publish(open, offer(change as object))
    expect([status, body.error.code, body.error.field]).toEqual([400, 'invalid-campaign', field])
    expect((await open.call('GET', '/v1/campaigns/offer')).body).toMatchObject({ version: 0, state: 'draft' })
  })

  it('knows segments, and folds them in without a word about them', async () => {
    await using open = await openWorkspace()
    await open.call('PUT', '/v1/definitions', { segments: [SEGMENT] })
    await publish(open, offer({ audience: { 'segment.admins': true, 'page.path': '/' } }))
    await publish(open, offer({ id: 'others', audience: { 'segment.admins': false } }))
    await send(open, { type: 'identify', userId: 'mari', traits: { role: 'admin' } })
    const { campaigns } = await boot(open)
    expect(campaigns.map(({ campaign }) => [campaign.id, campaign.audience])).toEqual([['offer', { 'page.path': '/' }]])
    expect((await boot(open, { anonymousId: 'w' })).campaigns.map(({ campaign }) => campaign.id)).toEqual(['others'])
  })
})
