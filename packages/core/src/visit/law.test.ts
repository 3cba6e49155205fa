import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EVENTS, type WireEvent } from '../event.ts'
import type { Boot } from '../schema/boot.ts'
import type { CampaignInput } from '../schema/campaign.ts'
import { absorbEvent, absorbOutcome } from './absorb.ts'
import { CARD, MODAL, NOON, sampleBoot, SURVEY } from './visit.case.ts'
import { isSettled, SETTLED } from './settled.ts'
import { absorbUsage } from './usage.ts'
import { createVisit, createVisitOn, type Placed, type Visit } from './visit.ts'

const CAMPAIGNS: CampaignInput[] = [
  { ...CARD, trigger: { on: 'limit', feature: 'exports', ratio: 0.8 }, cadence: { show: 'every', days: 1 } },
  { ...CARD, id: 'saver', motion: 'adoption', audience: { 'event.Saved.count': { $gte: 2 } }, priority: 50, holdout: { share: 0.5 } },
  { ...MODAL, trigger: { on: 'event', event: 'Saved' }, cadence: { show: 'every', days: 0.01 } },
  { ...MODAL, id: 'late', motion: 'adoption', trigger: { on: 'event', event: 'Saved', delaySeconds: 20 } },
  { ...SURVEY, trigger: { on: 'page', path: '/b*' }, audience: { 'event.Report Exported.count2d': { $gte: 1 } } },
]

/** The server has settled all but the moment. */
const SETTLED_CAMPAIGNS: CampaignInput[] = [
  { ...CARD, trigger: { on: 'feature', feature: 'analytics' }, cadence: { show: 'every', days: 1 } },
  { ...CARD, id: 'saver', motion: 'adoption', feature: 'analytics', priority: 50, holdout: { share: 0.5 } },
  { ...MODAL, trigger: { on: 'event', event: 'Saved' }, cadence: { show: 'every', days: 0.01 } },
  { ...MODAL, id: 'late', motion: 'adoption', trigger: { on: 'event', event: 'Saved', delaySeconds: 20 } },
  { ...SURVEY, trigger: { on: 'event', event: 'Report Exported' }, schedule: { from: '2026-11-22T12:00:30Z' } },
]

type Step =
  | { do: 'view'; path: string; places: string[] }
  | { do: 'track'; event: string }
  | { do: 'answer'; event: 'accepted' | 'dismissed' | 'answered'; which: number }
  | { do: 'reload' }
  | { do: 'pause'; seconds: number }
  | { do: 'sign in'; as: string }
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('view' as const),
      path: fc.constantFrom('/a', '/b'),
      places: fc.constantFrom<string[]>([], ['top']),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('track' as const), event: fc.constantFrom('Saved', 'Report Exported', 'Other') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      event: fc.constantFrom('accepted', 'dismissed', 'answered'),
      which: fc.nat({ max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'reload' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pause' as const), seconds: fc.constantFrom(1, 20, 40, 3600, 90_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sign in' as const), as: fc.constantFrom('mari', 'ken') }) },
)

const bootOf = (campaigns: CampaignInput[]): Boot => {
  const boot = sampleBoot(campaigns)
  boot.settings.budget = { ...boot.settings.budget, quietFirstSeconds: 30, userPerDay: 2, userPerWeek: 9, accountPerDay: 9 }
  return boot
}
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const line = (at: string, { campaign, arm, place, fresh }: Placed): string => [at, campaign, arm, place, fresh].join(' ')

/** A browser: each page load is a visit of its own that goes on with what the tab kept. Answers its log, and what it decided. */
function live(steps: readonly Step[], campaigns = CAMPAIGNS): { log: WireEvent[]; decided: string[] } {
  const log: WireEvent[] = []
  const decided: string[] = []
  let boot = bootOf(campaigns)
  let visit = createVisit()
  let [now, openedAt, seq, path] = [NOON, NOON, 0, '/a']
  let who: Partial<WireEvent> = { anonymousId: 'v' }
  const record = (event: Partial<WireEvent>): void => {
    const timestamp = new Date(now).toISOString()
    const whole: WireEvent = {
      type: 'track',
      messageId: `${log.length}`,
      timestamp,
      ...who,
      seq: seq++,
      context: { page: { path } },
      ...event,
    }
    log.push(copy(whole))
    if (whole.type === 'track') {
      absorbUsage(boot.entitlements, whole)
      absorbEvent(boot, whole)
    }
    const { winners, heldBack } = visit.take(whole, boot)
    decided.push(...winners.map((one) => line(timestamp, one)), ...heldBack.map((one) => `${timestamp} ${JSON.stringify(one)}`))
    for (const { campaign, arm, fresh } of winners) {
      const heldOut = arm === 'held-out'
      if (fresh) record({ event: EVENTS.exposure, properties: { campaign, heldOut, decision: `d${log.length}` } })
      if (!heldOut && !visit.marks.shown[campaign]) record({ event: EVENTS.shown, properties: { campaign } })
    }
  }
  const view = (places: string[]): void => {
    const page = { asOf: boot.at, openFor: now - openedAt, places, visible: places, device: 'desktop', zone: 'UTC', consent: true }
    record({ event: EVENTS.view, properties: page })
  }
  for (const one of steps) {
    if (one.do === 'pause') now += one.seconds * 1000
    if (one.do === 'track') record({ event: one.event, properties: {} })
    if (one.do === 'view') {
      if (path !== one.path) openedAt = now
      path = one.path
      view(one.places)
    }
    if (one.do === 'answer') {
      const showing = Object.values(visit.showing)
      const campaign = showing[one.which % showing.length]
      if (campaign) record({ event: EVENTS[one.event], properties: { campaign, how: 'not-now', score: 9 } })
    }
    if (one.do === 'reload') {
      visit = createVisit(copy(visit.marks))
      boot = copy(boot)
      openedAt = now
      seq = 0
    }
    if (one.do === 'sign in') {
      const changed = who.userId !== one.as
      who = { anonymousId: 'v', userId: one.as }
      record({ type: 'identify' })
      if (changed) boot = bootOf(campaigns)
    }
    now += 10
  }
  return { log, decided }
}

/** The same from the log alone, by one machine that never stops. */
function replay(log: readonly WireEvent[], visit: Visit = createVisit(), campaigns = CAMPAIGNS, absorb = absorbEvent): string[] {
  let boot = bootOf(campaigns)
  let user = log[0]?.userId
  return log.flatMap((event) => {
    if (event.userId !== user && event.type === 'identify') boot = bootOf(campaigns)
    user = event.userId
    if (event.type === 'track') {
      absorbUsage(boot.entitlements, event)
      absorb(boot, event)
    }
    const { winners, heldBack } = visit.take(event, boot)
    return [...winners.map((one) => line(event.timestamp, one)), ...heldBack.map((one) => `${event.timestamp} ${JSON.stringify(one)}`)]
  })
}

test('gives the same decisions from its log, whatever was paused, reloaded and answered', () => {
  let decisions = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const { log, decided } = live(steps)
      decisions += decided.length
      expect(replay(log)).toEqual(decided)
    }),
    { numRuns: 200 },
  )
  expect(decisions).toBeGreaterThan(100)
})

test('sees it when the log has lost an event that moved a counter', () => {
  const view: Step = { do: 'view', path: '/a', places: ['top'] }
  const { log, decided } = live([view, { do: 'track', event: 'Saved' }, { do: 'track', event: 'Saved' }])
  expect(decided.join()).toContain('saver')
  expect(replay(log)).toEqual(decided)
  expect(replay(log.filter((_, index) => index !== log.findIndex(({ event }) => event === 'Saved')))).not.toEqual(decided)
})

test('gives the same decisions without rules, where the server has settled all but the moment', () => {
  expect(isSettled(bootOf(SETTLED_CAMPAIGNS).campaigns)).toBe(true)
  let decisions = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const { log, decided } = live(steps, SETTLED_CAMPAIGNS)
      decisions += decided.length
      expect(replay(log, createVisitOn(SETTLED), SETTLED_CAMPAIGNS, absorbOutcome)).toEqual(decided)
    }),
    { numRuns: 200 },
  )
  expect(decisions).toBeGreaterThan(100)
})
