import type { Server } from '../../test/harness/server.ts'

/** How many campaigns run. */
export const CAMPAIGNS = 200
/** Events of each person. */
export const EVENTS = 5000

const NAMES = 40
const SLOTS = ['top', 'side', 'reports', 'settings']
const DAY = 86_400_000

const both = (text: string) => ({ en: text, ja: text })
const WORDS = { title: 'One export left', body: 'Business has no limit on exports.', action: { label: 'Compare plans' } }
const WORDS_JA = { title: '書き出しはあと1回です', body: 'Business では書き出しに上限がありません。', action: { label: 'プランを比べる' } }

const CATALOG = {
  features: [
    { id: 'exports', name: both('Exports'), kind: 'metered', event: 'Event 0', reset: 'month' },
    { id: 'analytics', name: both('Analytics'), kind: 'boolean' },
  ],
  plans: [{ id: 'free', name: both('Free'), features: { exports: { limit: 10_000 } } }],
  defaultPlan: 'free',
}

const ON_FREE = { 'plan.id': 'free' }
const ADMINS = { 'user.role': { $in: ['admin', 'owner'] } }
const LARGE = { 'account.size': { $gte: 100 } }
const REGION = { $or: [{ 'account.region': 'jp' }, { 'account.industry': 'finance', 'user.language': 'en' }] }
/** Server and page have to answer it together. */
const OWNERS_OR_IN_REPORTS = { $or: [{ 'user.role': 'owner' }, { 'page.path': { $regex: '^/(reports|settings)' } }] }

/** For whom campaigns are meant, in turn: two of eight for everybody on the plan, the others for people who are like Ken. */
const MEANT_FOR = [ON_FREE, ADMINS, LARGE, REGION, OWNERS_OR_IN_REPORTS, ADMINS, LARGE, REGION]

/** Somebody who asks for an answer, and what is known of them. */
export interface Asker {
  userId: string
  groupId: string
  traits: object
  accountTraits: object
}

/** Mari can still see a quarter of the campaigns, Ken every single one. */
export const ASKERS: readonly Asker[] = [
  {
    userId: 'mari',
    groupId: 'acme',
    traits: { role: 'member', language: 'ja' },
    accountTraits: { size: 12, region: 'eu', industry: 'retail' },
  },
  {
    userId: 'ken',
    groupId: 'globex',
    traits: { role: 'admin', language: 'ja' },
    accountTraits: { size: 400, region: 'jp', industry: 'retail' },
  },
]

/** Rules over traits, plan, counters in windows of many lengths, limits and the page: what the server cannot answer alone can still match. */
function campaignOf(index: number): object {
  const audience = {
    ...MEANT_FOR[index % MEANT_FOR.length],
    [`event.Event ${index % NAMES}.count${(index % 60) + 10}d`]: { $gte: 1 },
    ...(index % 3 === 0 ? { 'page.path': { $regex: '^/reports' } } : { 'limit.exports.ratio': { $lt: 2 } }),
  }
  const widget = index % 5 === 0 ? { kind: 'modal' } : { kind: 'card', slot: SLOTS[index % SLOTS.length] }
  return {
    id: `campaign-${index}`,
    name: `Campaign ${index}`,
    motion: index % 3 ? 'upsell' : 'adoption',
    problemSolved: 'The team runs out of exports.',
    widget: { ...widget, content: { en: WORDS, ja: WORDS_JA } },
    audience,
    cadence: { show: 'every', days: 7 },
    priority: index,
    goal: { kind: 'upgrade' },
  }
}

async function send({ url, secretKey }: Server, method: string, path: string, body: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' }
  const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

/** Publishes the campaigns and sends what both people did in the last four weeks. */
export async function prepareBoots(server: Server): Promise<void> {
  await send(server, 'PUT', '/v1/catalog', CATALOG)
  for (let index = 0; index < CAMPAIGNS; index++) {
    await send(server, 'PUT', `/v1/campaigns/campaign-${index}`, campaignOf(index))
    await send(server, 'POST', `/v1/campaigns/campaign-${index}/publish`, {})
  }
  for (const asker of ASKERS) await sendEvents(server, asker)
}

async function sendEvents(server: Server, { userId, groupId, traits, accountTraits }: Asker): Promise<void> {
  const now = Date.now()
  const first = [
    { type: 'identify', userId, context: { groupId }, traits },
    { type: 'group', userId, groupId, traits: accountTraits },
  ]
  const track = (index: number) => ({
    type: 'track',
    event: `Event ${index % NAMES}`,
    userId,
    context: { groupId },
    timestamp: new Date(now - (index % 28) * DAY).toISOString(),
  })
  for (let from = 0; from < EVENTS; from += 500) {
    const batch = Array.from({ length: Math.min(500, EVENTS - from) }, (_, index) => track(from + index))
    await send(server, 'POST', '/v1/batch', { batch: from === 0 ? [...first, ...batch] : batch })
  }
}
