import type { CampaignInput } from '@espalier/core/schema'

const both = (text: string) => ({ en: text, ja: text })
const offer = { title: 'There is more', body: 'Your data stays as it is.', action: { label: 'Compare plans' } }
const offers = { en: offer, ja: offer }
const question = { question: 'How likely would you recommend us?' }
const gate = { title: 'Analytics', action: { label: 'See the plans' } }

/** Slots and gates by address. */
export const PAGES: Readonly<Record<string, readonly string[]>> = {
  '/': ['top', 'side'],
  '/reports': ['top', 'gate:analytics'],
  '/settings/team': ['side'],
  '/settings/billing': ['top', 'side', 'bottom'],
  '/empty': [],
}

export const EVENTS: readonly string[] = ['Report Exported', 'Report Opened', 'Member Invited', 'Search', 'Import Failed']

export const CATALOG = {
  features: [
    { id: 'exports', name: both('Exports'), kind: 'metered', event: 'Report Exported', reset: 'month' },
    { id: 'seats', name: both('Seats'), kind: 'metered' },
    { id: 'analytics', name: both('Analytics'), kind: 'boolean' },
  ],
  plans: [
    { id: 'free', name: both('Free'), next: 'team', features: { exports: { limit: 5 } } },
    { id: 'team', name: both('Team'), next: 'business', features: { exports: { limit: 20 }, seats: { limit: 10 }, analytics: true } },
    { id: 'business', name: both('Business'), features: { exports: { limit: null }, seats: { limit: null }, analytics: true } },
  ],
  defaultPlan: 'free',
} as const

export const SETTINGS = {
  holdout: 0.1,
  zone: 'Asia/Tokyo',
  surveySampling: 0.6,
  budget: { userPerDay: 1, userPerWeek: 3, accountPerDay: 2, quietFirstDays: 2, quietFirstSeconds: 10 },
  surveys: { firstAskDays: 4, afterAnswerDays: 20, afterSeenDays: 7 },
}

export const DEFINITIONS = {
  segments: [
    { id: 'busy', name: 'Busy teams', audience: { 'accountEvent.Report Exported.count7d': { $gte: 2 } } },
    { id: 'small', name: 'Small plans', audience: { 'plan.id': { $in: ['free', 'team'] } } },
  ],
  events: [{ id: 'big-exports', name: 'Big exports', event: 'Report Exported', where: { rows: { $gte: 500 } } }],
}

const base = {
  problemSolved: 'The team loses time that it needs for its own work.',
  goal: { kind: 'upgrade' },
} as const

const card = (id: string, slot: string, change: Partial<CampaignInput>): CampaignInput => ({
  ...base,
  id,
  name: `Card ${id}`,
  motion: 'upsell',
  widget: { kind: 'card', slot, content: offers },
  cadence: { show: 'until-answered' },
  ...change,
})
const modal = (id: string, change: Partial<CampaignInput>): CampaignInput => ({
  ...card(id, 'top', change),
  widget: { kind: 'modal', content: offers },
})
const survey = (id: string, change: Partial<CampaignInput>): CampaignInput => ({
  ...card(id, 'top', {}),
  motion: 'survey',
  widget: { kind: 'nps', content: { en: question, ja: question } },
  goal: { kind: 'response' },
  ...change,
})

/** One campaign of every kind, trigger, clock and assignment. */
export const CAMPAIGNS: readonly CampaignInput[] = [
  card('welcome', 'side', { motion: 'adoption', cadence: { show: 'once' }, audience: { 'user.daysSinceFirstSeen': { $lt: 3 } } }),
  card('near-limit', 'top', {
    trigger: { on: 'limit', feature: 'exports', ratio: 0.6 },
    audience: { 'segment.small': true },
    priority: 200,
    variants: [{ id: 'plain' }, { id: 'bold', weight: 2 }],
  }),
  card('invite-team', 'side', {
    motion: 'adoption',
    feature: 'seats',
    audience: { 'accountEvent.Member Invited.count30d': { $lt: 3 } },
    cadence: { show: 'every', days: 3, max: 4, account: { days: 1 } },
  }),
  card('big-exports', 'bottom', { audience: { 'event.big-exports.count14d': { $gte: 2 } }, holdout: { share: 0.3 } }),
  card('renewal', 'bottom', {
    trigger: { on: 'date', path: 'account.renewsAt', from: -20, until: 0 },
    motion: 'upsell',
    cadence: { show: 'every', days: 5 },
  }),
  card('page-tip', 'side', {
    motion: 'adoption',
    trigger: { on: 'page', path: '/settings/*' },
    audience: { 'page.device': 'desktop' },
    cadence: { show: 'every', days: 2 },
    schedule: { weekdays: [1, 2, 3, 4, 5] },
  }),
  card('left-half', 'top', {
    namespace: { id: 'halves', from: 0, until: 0.5 },
    audience: { 'campaign.near-limit.shown': null },
    seed: 'fresh',
  }),
  card('when-visible', 'bottom', { motion: 'adoption', trigger: { on: 'visible' }, cadence: { show: 'once' } }),
  modal('export-modal', {
    trigger: { on: 'event', event: 'Report Exported', where: { rows: { $gte: 300 } } },
    cadence: { show: 'every', days: 2 },
    audience: { 'segment.busy': true },
    priority: 150,
  }),
  modal('import-help', {
    motion: 'adoption',
    trigger: { on: 'event', event: 'Import Failed', delaySeconds: 20 },
    cadence: { show: 'every', days: 1 },
  }),
  modal('webhook', { trigger: { on: 'server', event: 'Quota Warned', days: 3 }, cadence: { show: 'every', days: 1 }, priority: 160 }),
  modal('stay', { motion: 'save', trigger: { on: 'cancel' }, cadence: { show: 'every', days: 10 }, priority: 300 }),
  modal('asked-for', { motion: 'cross-sell', trigger: { on: 'code' }, cadence: { show: 'every', days: 1 } }),
  survey('nps', { audience: { 'event.Report Exported.count': { $gte: 2 } }, cadence: { show: 'every', days: 10 } }),
  survey('csat', { trigger: { on: 'event', event: 'Report Opened' }, cadence: { show: 'until-answered' }, priority: 90 }),
  {
    ...card('locked', 'top', { motion: 'upsell', cadence: { show: 'always' } }),
    widget: { kind: 'gate', feature: 'analytics', content: { en: gate, ja: gate } },
    trigger: { on: 'feature', feature: 'analytics' },
  },
]
