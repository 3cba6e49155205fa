import { EVENTS } from '@espalier/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openApp, type OpenApp } from '../../open-app.case.ts'
import type { LoggedEvent } from '../../store/events.ts'
import { loadRules } from '../rules.ts'
import { loadSubject, type SubjectName } from '../subject.ts'
import { CATALOG, NOON, iso, offer, question } from '../workspace.case.ts'
import { bootAgain } from './boot-again.ts'
import { loadTimeline } from './timeline.ts'
import { createWorld, type World } from './world.ts'

const HOUR = 3_600_000
const USERS = ['mari', 'ken'] as const
const VISITORS = ['v1', 'v2'] as const
const GROUPS = ['acme', 'beta'] as const
const NAMES: readonly SubjectName[] = [
  ...USERS.flatMap((userId) => [{ userId }, { userId, groupId: 'acme' }]),
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

/** One thing that people, pages or systems do. */
type Deed = (open: OpenApp, now: number) => Promise<unknown>

const who = fc.oneof(
  fc.record({ userId: fc.constantFrom(...USERS), anonymousId: fc.constantFrom(...VISITORS) }),
  fc.record({ userId: fc.constantFrom(...USERS) }),
  fc.record({ anonymousId: fc.constantFrom(...VISITORS) }),
)
const context = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...GROUPS).map((groupId) => ({ context: { groupId } })),
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
const happened = fc.oneof(
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
  .map(([person, around, what, hoursAgo]) => (now: number) => ({ ...person, ...around, ...what, timestamp: iso(now - hoursAgo * HOUR) }))

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.array(event, { minLength: 1, maxLength: 4 }).map(
      (all): Deed =>
        (open, now) =>
          open.call('POST', '/v1/batch', { batch: all.map((one) => one(now)) }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(who, fc.boolean()).map(
      ([person]): Deed =>
        (open) =>
          open.call('POST', '/v1/boot', { anonymousId: 'v1', ...person }, { key: 'pk_test_demo' }),
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
          (open) =>
            open.call('PUT', '/v1/accounts/acme', change),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('running', 'paused').map(
      (state): Deed =>
        (open) =>
          open.call('POST', '/v1/campaigns/offer/state', { state }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('UTC', 'Asia/Tokyo').map(
      (zone): Deed =>
        (open) =>
          open.call('PUT', '/v1/settings', { holdout: 0.2, zone }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 9 }).map(
      (rows): Deed =>
        (open) =>
          open.call('PUT', '/v1/definitions', DEFINITIONS(rows)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('acme', 'mari').map(
      (account): Deed =>
        (open, now) =>
          open.call('POST', '/v1/exposures', { exposures: [{ campaign: 'outside', account, arm: 'treated', at: iso(now) }] }),
    ),
  },
)

/** Runs the deeds an hour apart against the real server, and answers what pages were answered. */
async function live(
  deeds: readonly Deed[],
  check: (open: OpenApp, log: readonly LoggedEvent[], boots: readonly object[], now: number) => Promise<void>,
) {
  let now = NOON
  await using open = await openApp({ clock: () => now })
  await open.call('PUT', '/v1/catalog', CATALOG)
  await open.call('PUT', '/v1/settings', { holdout: 0.2 })
  await open.call('PUT', '/v1/definitions', DEFINITIONS(5))
  for (const one of CAMPAIGNS) {
    await open.call('PUT', `/v1/campaigns/${one.id}`, one)
    await open.call('POST', `/v1/campaigns/${one.id}/publish`)
  }
  const boots: object[] = []
  for (const one of deeds) {
    now += HOUR
    const answer = (await one(open, now)) as { status: number; body: { asOf?: number; campaigns?: unknown } }
    expect(answer.status).toBe(200)
    if (answer.body.campaigns) boots.push(answer.body)
    await open.deps.bootLog.settled()
  }
  await check(open, await open.deps.store.events.read(0, 10_000), boots, now)
}

async function worldOf(open: OpenApp, log: readonly LoggedEvent[]): Promise<World> {
  const world = createWorld(await loadTimeline(open.deps.store))
  for (const one of log) world.take(one)
  return world
}

test('folding the log gives what the store holds, and what pages were answered', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 25 }), (deeds) =>
      live(deeds, async (open, log, boots, now) => {
        const { store } = open.deps
        const world = await worldOf(open, log)
        const rules = await loadRules(store)
        for (const name of NAMES) expect(world.subjectOf(name, now)).toEqual(await loadSubject(store, name, rules, now))

        const past = createWorld(await loadTimeline(store))
        const again: object[] = []
        for (const one of log) {
          past.take(one)
          if (one.name !== EVENTS.boot) continue
          again.push(JSON.parse(JSON.stringify(bootAgain(past, one))))
        }
        expect(again).toEqual(boots)
      }),
    ),
    { numRuns: 15 },
  )
})

test('an event that is missing in the log shows', async () => {
  const track = (open: OpenApp) =>
    open.call('POST', '/v1/track', { userId: 'mari', event: 'Report Exported', properties: { rows: 9 }, context: { groupId: 'acme' } })
  await live([track, track], async (open, log, _, now) => {
    const world = await worldOf(open, log.slice(1))
    const kept = await loadSubject(open.deps.store, { userId: 'mari' }, await loadRules(open.deps.store), now)
    expect(kept.counters['Report Exported']?.t).toBe(2)
    expect(world.subjectOf({ userId: 'mari' }, now)).not.toEqual(kept)
  })
})
