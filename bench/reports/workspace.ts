import { join } from 'node:path'
import type { Server } from '../../test/harness/server.ts'
import { openDatabase } from './database.ts'
import { CAMPAIGNS, fill } from './fill.ts'

const both = (text: string) => ({ en: text, ja: text })
const metered = (id: string, event: string | undefined, reset: string) => ({
  id,
  name: both(id),
  kind: 'metered',
  reset,
  ...(event && { event }),
})
const boolean = (id: string, event?: string) => ({ id, name: both(id), kind: 'boolean', ...(event && { event }) })
const plan = (id: string, exports: number | null, seats: number | null, more: boolean) => ({
  id,
  name: both(id),
  features: {
    exports: { limit: exports },
    seats: { limit: seats },
    sharing: true,
    opening: true,
    analytics: more,
    'scheduled-reports': more,
  },
})

const CATALOG = {
  defaultPlan: 'starter',
  features: [
    metered('exports', 'Report Exported', 'month'),
    metered('seats', undefined, 'never'),
    boolean('sharing', 'Chart Shared'),
    boolean('opening', 'Report Opened'),
    boolean('analytics'),
    boolean('scheduled-reports'),
  ],
  plans: [plan('starter', 10, 3, false), plan('team', 20, 10, false), plan('business', null, null, true)],
}

const MOTIONS = ['upsell', 'seats', 'cross-sell', 'add-on', 'upsell', 'adoption', 'survey']
const CARD = { title: 'One export left', body: 'Business has no limit on exports.', action: { label: 'Compare plans' } }
const CARD_JA = { title: '書き出しはあと1回です', body: 'Business では書き出しに上限がありません。', action: { label: 'プランを比べる' } }
const QUESTION = {
  question: 'How likely are you to recommend us?',
  low: 'Not at all',
  high: 'Extremely',
  followUp: { promoter: 'Why?', passive: 'Why?', detractor: 'Why?' },
  thanks: 'Thank you.',
}

function campaignOf(index: number): object {
  const motion = MOTIONS[index % MOTIONS.length]
  const survey = motion === 'survey'
  return {
    id: `campaign-${index}`,
    name: `Campaign ${index}`,
    motion,
    problemSolved: 'The team runs out of exports.',
    widget: survey
      ? { kind: 'nps', content: { en: QUESTION, ja: QUESTION } }
      : { kind: 'card', slot: 'top', content: { en: CARD, ja: CARD_JA } },
    audience: {},
    cadence: { show: 'every', days: 7 },
    priority: index,
    goal: survey ? { kind: 'response' } : motion === 'adoption' ? { kind: 'event', event: 'Chart Shared' } : { kind: 'upgrade' },
  }
}

async function send({ url, secretKey }: Server, method: string, path: string, body: unknown): Promise<void> {
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' }
  const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
  await answer.arrayBuffer()
}

/** Publishes what a workspace needs through the server; the rows follow by `fillWorkspace` when it has stopped. */
export async function beginWorkspace(server: Server): Promise<void> {
  await send(server, 'PUT', '/v1/catalog', CATALOG)
  await send(server, 'PUT', '/v1/settings', { currency: 'JPY', zone: 'Asia/Tokyo', holdout: 0 })
  for (let index = 0; index < CAMPAIGNS; index++) {
    await send(server, 'PUT', `/v1/campaigns/campaign-${index}`, campaignOf(index))
    await send(server, 'POST', `/v1/campaigns/campaign-${index}/publish`, {})
  }
}

/** Puts two years of a company into the file of a server that does not run. */
export async function fillWorkspace(folder: string, events: number): Promise<void> {
  const database = await openDatabase(join(folder, 'espalier.db'))
  try {
    fill(database, events, Date.now())
  } finally {
    database.close()
  }
}
