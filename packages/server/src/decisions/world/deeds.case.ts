import { EVENTS, type PageView } from '@espalier/core'
import fc from 'fast-check'
import type { Answered, OpenApp } from '../../open-app.case.ts'
import type { SubjectName } from '../subject.ts'
import { CATALOG, iso, offer, question } from '../workspace.case.ts'

export const HOUR = 3_600_000
const USERS = ['mari', 'ken'] as const
const VISITORS = ['v1', 'v2'] as const
const GROUPS = ['acme', 'beta'] as const
export const NAMES: readonly SubjectName[] = [
  ...USERS.flatMap((userId) => [{ userId }, { userId, groupId: 'acme' }, { userId, groupId: 'beta' }]),
  ...VISITORS.map((anonymousId) => ({ anonymousId })),
  { anonymousId: 'stranger' },
]

const CAMPAIGNS = [
  offer({
    audience: { 'event.Report Exported.count30d': { $gte: 1 }, 'event.big.count': { $gte: 0 } },
    variants: [{ id: 'a' }, { id: 'b', weight: 2 }],
    cadence: { show: 'always', account: { max: 50 } },
  }),
  offer({
    id: 'bill',
    trigger: { on: 'server', event: 'Seat Added', days: 30 },
    holdout: { share: 0.5 },
    audience: { 'accountEvent.Seat Added.count': { $gte: 0 } },
  }),
  question(),
  offer({ id: 'outside', assignment: 'external' }),
]

const DEFINITIONS = (rows: number) => ({
  segments: [],
  events: [{ id: 'big', name: 'Big', event: 'Report Exported', where: { rows: { $gte: rows } } }],
})

/** One thing that people, pages or systems do at a time. */
export type Deed = (call: OpenApp['call'], now: number) => Promise<Answered>

const who = fc.oneof(
  fc.record({ userId: fc.constantFrom(...USERS), anonymousId: fc.constantFrom(...VISITORS) }),
  fc.record({ userId: fc.constantFrom(...USERS) }),
  fc.record({ anonymousId: fc.constantFrom(...VISITORS) }),
)
const context = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...GROUPS).map((groupId) => ({ context: { groupId } as { groupId?: string } })),
)
const campaign = fc.constantFrom(...CAMPAIGNS.map(({ id }) => ({ campaign: id, version: 1 })))
const told = fc.oneof(
  fc.record({ event: fc.constantFrom(EVENTS.exposure, EVENTS.shown, EVENTS.engaged, EVENTS.accepted), properties: campaign }),
  fc.record({
    event: fc.constant(EVENTS.dismissed),
    properties: fc.tuple(campaign, fc.constantFrom('not-now', 'no', 'closed')).map(([one, how]) => ({ ...one, how })),
  }),
  fc.record({
    event: fc.constant(EVENTS.answered),
    properties: fc.tuple(campaign, fc.integer({ min: 0, max: 10 })).map(([one, score]) => ({ ...one, score })),
  }),
)
const view: PageView = { asOf: 0, openFor: 40_000, places: ['top'], visible: ['top'], device: 'desktop', zone: 'Asia/Tokyo', consent: true }
const happened = fc.oneof(
  fc.constantFrom('/reports', '/billing').map((path) => ({
    type: 'track',
    event: EVENTS.view,
    properties: { ...view, places: path === '/billing' ? [] : ['top'] },
    context: { visit: 'tab', page: { path } },
  })),
  fc.record({
    type: fc.constant('track'),
    event: fc.constantFrom('Report Exported', 'Seat Added'),
    properties: fc.record({ rows: fc.integer({ min: 0, max: 9 }) }),
  }),
  told.map((one) => ({ type: 'track', ...one })),
  fc.record({ type: fc.constant('identify'), traits: fc.record({ role: fc.constantFrom('owner', 'member') }) }),
  fc.record({
    type: fc.constant('group'),
    groupId: fc.constantFrom(...GROUPS),
    traits: fc.record({ plan: fc.constantFrom('free', 'team', 'none') }),
  }),
  fc.constant({ type: 'page', name: 'Reports' }),
  fc.record({ type: fc.constant('alias'), previousId: fc.constantFrom(...VISITORS), userId: fc.constantFrom(...USERS) }),
  fc.record({
    type: fc.constant('track'),
    event: fc.constant(EVENTS.usage),
    properties: fc.record({
      feature: fc.constantFrom('seats', 'storage'),
      used: fc.integer({ min: 0, max: 9 }),
      limit: fc.constantFrom(null, 8),
    }),
  }),
)
const event = fc
  .tuple(who, context, happened, fc.integer({ min: 0, max: 40 * 24 }))
  .map(([person, around, what, hoursAgo]) => (now: number) => ({
    ...person,
    ...what,
    context: { ...('context' in around ? around.context : {}), ...('context' in what ? what.context : {}) },
    timestamp: iso(now - hoursAgo * HOUR),
  }))

export const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(event, { minLength: 1, maxLength: 4 }).map(
      (all): Deed =>
        (call, now) =>
          call('POST', '/v1/batch', { batch: all.map((one) => one(now)) }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(who, fc.boolean()).map(
      ([person]): Deed =>
        (call) =>
          call('POST', '/v1/boot', { anonymousId: 'v1', ...person }, { key: 'pk_test_demo' }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        plan: fc.constantFrom('free', 'team', null),
        care: fc.record({ risk: fc.constantFrom(true, null), score: fc.integer({ min: 0, max: 100 }) }),
      })
      .map(
        (change): Deed =>
          (call) =>
            call('PUT', '/v1/accounts/acme', change),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('running', 'paused').map(
      (state): Deed =>
        (call) =>
          call('POST', '/v1/campaigns/offer/state', { state }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('UTC', 'Asia/Tokyo').map(
      (zone): Deed =>
        (call) =>
          call('PUT', '/v1/settings', { holdout: 0.2, zone }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 9 }).map(
      (rows): Deed =>
        (call) =>
          call('PUT', '/v1/definitions', DEFINITIONS(rows)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('acme', 'mari').map(
      (account): Deed =>
        (call, now) =>
          call('POST', '/v1/exposures', { exposures: [{ campaign: 'outside', account, arm: 'treated', at: iso(now) }] }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('beta', 'mari').map((account): Deed => async (call) => {
      for (const one of [account, 'acme']) await call('PUT', `/v1/accounts/${one}`, {})
      return call('POST', `/v1/accounts/${account}/merge`, { into: 'acme' })
    }),
  },
)

/** Sets a workspace up in which the deeds mean something. */
export async function begin(call: OpenApp['call']): Promise<void> {
  await call('PUT', '/v1/catalog', CATALOG)
  await call('PUT', '/v1/settings', { holdout: 0.2 })
  await call('PUT', '/v1/definitions', DEFINITIONS(5))
  for (const one of CAMPAIGNS) {
    await call('PUT', `/v1/campaigns/${one.id}`, one)
    await call('POST', `/v1/campaigns/${one.id}/publish`)
  }
}
