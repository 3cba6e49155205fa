import { randomness } from './randomness.ts'

/** One comparison of a fact, in a form that every contestant translates into its own. */
export interface Comparison {
  path: string
  operator: '$eq' | '$ne' | '$gt' | '$gte' | '$lt' | '$in'
  value: string | number | boolean | string[]
}

/** All comparisons have to hold; each reads a fact of its own. */
export interface Rule {
  id: string
  comparisons: Comparison[]
}

const FEATURES = ['exports', 'seats', 'dashboards', 'automations']
export const EVENTS = ['Report Exported', 'Report Shared', 'Teammate Invited', 'Dashboard Opened']

/** `count` rules of three comparisons each, over what campaigns really ask: plan, traits, limits, counters, page. */
export function makeRules(count: number, seed = 11): Rule[] {
  const random = randomness(seed)
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  const one = <T>(list: readonly [T, ...T[]] | T[]): T => list[Math.floor(random() * list.length)] as T
  const questions: (() => Comparison)[] = [
    () => ({ path: 'plan.id', operator: '$in', value: random() < 0.6 ? ['free', 'team'] : ['business', 'enterprise'] }),
    () => ({ path: 'account.seats', operator: '$gte', value: between(1, 14) }),
    () => ({ path: 'account.industry', operator: '$ne', value: one(['logistics', 'retail', 'health']) }),
    () => ({ path: 'account.mrr', operator: '$gt', value: between(0, 500) }),
    () => ({ path: 'user.role', operator: '$eq', value: random() < 0.7 ? 'admin' : 'member' }),
    () => ({ path: 'user.daysSinceFirstSeen', operator: '$lt', value: between(30, 365) }),
    () => ({ path: `limit.${one(FEATURES)}.ratio`, operator: '$gte', value: between(1, 10) / 10 }),
    () => ({ path: `event.${one(EVENTS)}.count30d`, operator: '$gte', value: between(1, 30) }),
    () => ({ path: 'page.device', operator: '$eq', value: random() < 0.7 ? 'desktop' : 'mobile' }),
    () => ({ path: 'feature.bulk-export', operator: '$eq', value: random() < 0.3 }),
  ]
  return Array.from({ length: count }, (_, index) => {
    const asked = new Set<() => Comparison>()
    while (asked.size < 3) asked.add(one(questions))
    return { id: `c${index}`, comparisons: [...asked].map((ask) => ask()) }
  })
}

/** Facts of `count` people who differ in what the rules ask, so that no evaluation can be kept from the last one. */
export function makePeople(count: number, seed = 5) {
  const random = randomness(seed)
  const upTo = (high: number) => Math.floor(random() * (high + 1))
  const usage = (used: number) => ({ used, limit: 10, remaining: 10 - used, ratio: used / 10, forecastDays: 9, state: 'normal' as const })
  const counter = (times: number) => ({
    count: times * 3,
    count7d: times >> 2,
    count30d: times,
    count90d: times * 2,
    daysSinceFirst: 80,
    daysSinceLast: 1,
  })
  return Array.from({ length: count }, (_, index) => ({
    user: { id: `u_${index}`, role: random() < 0.7 ? 'admin' : 'member', daysSinceFirstSeen: upTo(400), anonymous: false },
    account: { id: `acct_${index}`, industry: random() < 0.5 ? 'logistics' : 'media', mrr: upTo(500), seats: upTo(14) },
    plan: { id: random() < 0.7 ? 'team' : 'business', kind: 'plan' },
    limit: Object.fromEntries(FEATURES.map((feature) => [feature, usage(upTo(10))])),
    feature: { 'bulk-export': random() < 0.5 },
    event: Object.fromEntries(EVENTS.map((event) => [event, counter(upTo(30))])),
    page: { path: '/reports', device: 'desktop', locale: 'en' },
    survey: {},
    campaign: {},
    health: { score: 90, onboarded: true },
  }))
}

/** A rule as a condition of the Mongo-style language, which Espalier and GrowthBook both read. */
export function toCondition(rule: Rule): Record<string, unknown> {
  return Object.fromEntries(rule.comparisons.map(({ path, operator, value }) => [path, { [operator]: value }]))
}
