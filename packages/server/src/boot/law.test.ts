import { addToCounter, compileCondition, createCounter, emptyHistory, factsOfVisit, windowsOf, pathsOf, type View } from '@espalier/core'
import { campaign, catalog, definitions, settings, type Condition } from '@espalier/core/schema'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { factsOf } from '../decisions/facts.ts'
import { rulesOf } from '../decisions/rules.ts'
import type { Subject } from '../decisions/subject.ts'
import { CATALOG, NOON, offer } from '../decisions/workspace.case.ts'
import { bootOf } from './boot.ts'

const DAY = 86_400_000
const ZONE = 'America/New_York'
const workspace = {
  settings: settings.parse({ holdout: 0, zone: 'Asia/Tokyo' }),
  catalog: catalog.parse(CATALOG),
  definitions: definitions.parse({
    segments: [{ id: 'admins', name: 'Admins', audience: { 'user.role': 'admin', 'page.path': '/a' } }],
    events: [{ id: 'big', name: 'Big export', event: 'Report Exported', where: { rows: { $gte: 100 } } }],
  }),
}

const number = fc.constantFrom(0, 1, 2, 3, 5)
const comparison = fc.oneof(
  fc.record({ $gte: number }),
  fc.record({ $lt: number }),
  fc.record({ $in: fc.array(number, { maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  number,
)
const on = (paths: string[], test: fc.Arbitrary<unknown>) =>
  fc.tuple(fc.constantFrom(...paths), test).map(([path, value]): Condition => ({ [path]: value }))
const leaf = fc.oneof(
  on(['user.role', 'account.tier', 'plan.id', 'account.phase', 'page.path'], fc.constantFrom('admin', 'free', 'team', '/a', 'expansion')),
  on(['user.daysSinceFirstSeen', 'account.daysToRenewal', 'health.score', 'health.detractorDays'], comparison),
  on(['feature.analytics', 'segment.admins', 'segment.gone'], fc.boolean()),
  on(
    ['event.Report Exported.count7d', 'event.big.count', 'event.big.count3d', 'accountEvent.a_b.count', 'accountEvent.big.daysSinceLast'],
    comparison,
  ),
  on(['limit.exports.used', 'limit.exports.remaining', 'limit.seats.used', 'now.hour', 'local.weekday'], comparison),
  on(['campaign.other.shown', 'campaign.rule.shown', 'campaign.unseen.shown', 'survey.other.score', 'survey.nps.score'], comparison),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.array(leaf, { maxLength: 3 }).map((all): Condition => Object.assign({}, ...all) as Condition),
    fc.record({ $and: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ $or: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ $nor: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ $not: tie('condition') }),
  ),
}))

const counter = fc
  .array(fc.integer({ min: 0, max: 100 }), { maxLength: 4 })
  .map((days) => days.reduce((state, ago) => addToCounter(state, NOON - ago * DAY), createCounter()))
const past = fc.record({ shown: number, lastShownAt: fc.integer({ min: NOON - 50 * DAY, max: NOON }) })
const subject = fc
  .record({
    role: fc.constantFrom('admin', 'member'),
    tier: fc.constantFrom('free', 'team', null),
    seen: fc.integer({ min: 0, max: 5 }),
    score: fc.constantFrom(1, 3, 70),
    plan: fc.constantFrom('free', 'team'),
    renews: fc.constantFrom('2026-11-24', 'soon', undefined),
    used: number,
    counters: fc.record({ 'Report Exported': counter, '#big': counter }, { requiredKeys: [] }),
    accountCounters: fc.record({ 'a.b': counter, '#big': counter }, { requiredKeys: [] }),
    campaigns: fc.record({ other: past, rule: past, nps: past }, { requiredKeys: [] }),
    answers: fc.array(fc.record({ campaign: fc.constantFrom('other', 'nps'), score: number, at: fc.constant(NOON - 3 * DAY) }), {
      maxLength: 1,
    }),
  })
  .map((one): Subject => ({
    id: 'mari',
    userId: 'mari',
    accountId: 'acme',
    person: { id: 'mari', anonymous: false, traits: { role: one.role }, firstSeenAt: NOON - one.seen * DAY, lastSeenAt: NOON },
    account: {
      id: 'acme',
      traits: { tier: one.tier, ...(one.renews && { renewsAt: one.renews }) },
      care: { score: one.score },
      firstSeenAt: 0,
      lastSeenAt: NOON,
    },
    ...plan(one.plan),
    entitlements: {
      exports: { kind: 'metered', name: { en: 'Exports', ja: '書き出し' }, allowed: true, used: one.used, limit: 5 },
      analytics: { kind: 'boolean', name: { en: 'Analytics', ja: '分析' }, allowed: one.plan === 'team' },
    },
    counters: defined(one.counters),
    accountCounters: defined(one.accountCounters),
    history: { ...emptyHistory(), campaigns: defined(one.campaigns), firstSeenAt: NOON - one.seen * DAY },
    scores: one.answers,
    arms: new Map(),
    armed: {},
  }))

function plan(id: string): Pick<Subject, 'plan'> {
  const found = workspace.catalog.plans.find((one) => one.id === id)
  return found ? { plan: found } : {}
}

function defined<T>(all: { [key: string]: T | undefined }): Record<string, T> {
  return Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])))
}

const view = {
  asOf: NOON,
  openFor: 0,
  openedAt: NOON,
  places: [],
  visible: [],
  device: 'desktop',
  zone: ZONE,
  consent: true,
} satisfies View

/** What the full rule says, and what the page says with what it was sent. */
function verdicts(audience: Condition, whom: Subject, path: string): [full: boolean, page: boolean] {
  const live = [
    offer({ id: 'rule', motion: 'adoption', audience }),
    offer({ id: 'other', motion: 'adoption', audience: { 'user.role': 'admin' } }),
  ].map((input) => ({
    id: input.id,
    version: 1,
    definition: campaign.parse(input),
    publishedAt: 0,
    publishedBy: '',
    state: 'running' as const,
  }))
  const rules = rulesOf(workspace, live)
  const expanded = rules.campaigns.find(({ id }) => id === 'rule')?.definition.audience ?? {}
  const full = compileCondition(expanded)({ ...factsOf(whom, rules, NOON, ZONE), page: { path } })
  const { boot } = bootOf(whom, rules, NOON)
  const sent = boot.campaigns.find((one) => one.campaign.id === 'rule')?.campaign.audience
  const person = { anonymousId: 'v', userId: 'mari', groupId: 'acme' }
  const windows = windowsOf(sent ? pathsOf(sent) : [])
  return [full, sent !== undefined && compileCondition(sent)(factsOfVisit(boot, person, { ...view, path }, NOON, windows))]
}

it('a rule that the page finishes says what the whole rule says over all facts, for any rule and anybody', () => {
  let matched = 0
  let left = 0
  fc.assert(
    fc.property(condition, subject, fc.constantFrom('/a', '/b'), (audience, whom, path) => {
      const [full, page] = verdicts(audience, whom, path)
      matched += full ? 1 : 0
      left += full ? 0 : 1
      expect(page).toBe(full)
    }),
    { numRuns: 1500 },
  )
  expect(Math.min(matched, left)).toBeGreaterThan(100)
})

it('the law is broken by a page that hears less than it has to ask', () => {
  const whom = fc.sample(subject, { seed: 1, numRuns: 1 })[0]
  if (!whom) throw new Error('nobody')
  const counters = { 'Report Exported': addToCounter(createCounter(), NOON) }
  const rule = { 'event.Report Exported.count7d': { $gte: 1 } }
  expect(verdicts(rule, { ...whom, counters }, '/a')).toEqual([true, true])
  const live = {
    id: 'rule',
    version: 1,
    definition: campaign.parse(offer({ id: 'rule', motion: 'adoption', audience: rule })),
    publishedAt: 0,
  }
  const { boot } = bootOf({ ...whom, counters }, rulesOf(workspace, [{ ...live, publishedBy: '', state: 'running' }]), NOON)
  const facts = factsOfVisit({ ...boot, counters: {} }, { anonymousId: 'v' }, view, NOON)
  expect(compileCondition(boot.campaigns[0]?.campaign.audience ?? {})(facts)).toBe(false)
})
