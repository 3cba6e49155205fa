import { mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { campaign, catalog, settings, type CampaignInput } from '@espalier/core/schema'
import type { StoredEvent } from '../packages/server/src/store/events.ts'
import { openStore } from '../packages/server/src/store/open.ts'

const DAY = 86_400_000
/** The end of the recorded period. */
export const END: number = Date.UTC(2026, 10, 22)
const DAYS = 30
/** The same people at every length of the log, so that what grows is the log alone. */
const USERS = 4000
const NAMES = ['Report Exported', 'Report Shared', 'Teammate Invited', 'Dashboard Opened']
const SLOTS = ['reports-top', 'team-top', 'sidebar']
const both = <T>(content: T) => ({ en: content, ja: content })
const offer = both({ title: 'One seat left', body: 'Business adds permissions for each member.', action: { label: 'Compare plans' } })

/** Twenty campaigns over what campaigns ask: plan, traits, limits, counters, page. */
export function recordedCampaigns(count = 20): CampaignInput[] {
  return Array.from({ length: count }, (_, index): CampaignInput => {
    const survey = index % 5 === 4
    const widget: CampaignInput['widget'] =
      index % 5 === 3
        ? { kind: 'modal', content: offer }
        : survey
          ? { kind: 'nps', content: both({ question: 'How likely are you to recommend us to a colleague?' }) }
          : { kind: 'card', slot: SLOTS[index % SLOTS.length] ?? 'sidebar', content: offer }
    return {
      id: `c${index}`,
      name: `Campaign ${index}`,
      motion: survey ? 'survey' : index % 2 === 0 ? 'upsell' : 'adoption',
      problemSolved: 'The team is about to run out of what it needs.',
      widget,
      audience: {
        'plan.id': { $in: index % 3 === 0 ? ['free', 'team'] : ['team', 'business'] },
        [`event.${NAMES[index % 4]}.count${[7, 14, 30][index % 3]}d`]: { $gte: 1 + (index % 7) },
        ...(index % 4 === 1 && { 'limit.exports.ratio': { $gte: 0.5 } }),
        ...(index % 6 === 2 && { 'page.device': 'desktop' }),
      },
      trigger: index % 3 === 2 ? { on: 'event', event: NAMES[index % 4] ?? '' } : { on: 'load' },
      cadence: { show: 'every', days: 7 },
      goal: { kind: 'upgrade' },
    }
  })
}

/** Fills a new folder with a period of that many recorded events; the same on every machine. Answers the folder. */
export async function recordPeriod(events: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-backtest-'))
  const store = await openStore({ folder })
  await store.workspace.saveSettings(settings.parse({ zone: 'Asia/Tokyo' }))
  const features = [{ id: 'exports', name: both('Exports'), kind: 'metered' as const, event: 'Report Exported', reset: 'month' as const }]
  const plans = ['free', 'team', 'business'].map((id, index) => ({
    id,
    name: both(id),
    features: { exports: { limit: [10, 40, null][index] ?? null } },
  }))
  await store.workspace.saveCatalog(catalog.parse({ features, plans, defaultPlan: 'free' }))
  for (const one of recordedCampaigns()) {
    await store.campaigns.saveDraft(campaign.parse(one), END - DAYS * DAY)
    await store.transaction(({ campaigns }) => campaigns.publish(one.id, 'bench', END - DAYS * DAY))
  }
  await store.close()
  insertAll(join(folder, 'espalier.db'), periodOf(events))
  return folder
}

/** As much of the driver as is used here; it belongs to the server's package. */
interface Driver {
  new (file: string): {
    exec(sql: string): void
    prepare(sql: string): { run(...values: unknown[]): void }
    close(): void
  }
}

/** Statement by statement without a query builder: a million rows take seconds. */
function insertAll(file: string, events: Iterable<StoredEvent>): void {
  const Database = createRequire(new URL('../packages/server/package.json', import.meta.url))('better-sqlite3') as Driver
  const database = new Database(file)
  database.exec('begin')
  const names = 'id, type, name, person_id, account_id, at, received_at, seq, properties, context, position, sent_as, visitor_id'
  const insert = database.prepare(`insert into event (${names}) values (${names.replaceAll(/\w+/g, '?')})`)
  let position = 0
  for (const { id, type, name, person, account, at, receivedAt, seq, properties, context, sentAs } of events) {
    const sent = (sentAs?.user ? 1 : 0) + (sentAs?.account ? 2 : 0)
    const texts = [JSON.stringify(properties), JSON.stringify(context)]
    insert.run(id, type, name, person, account, at, receivedAt, seq, ...texts, (position += 1), sent, null)
  }
  database.exec('commit')
  database.close()
}

/** Visits of ten events: the server's answer, the page, what was done, one exposure in three visits. */
function* periodOf(events: number): Generator<StoredEvent> {
  const visits = Math.ceil(events / 10)
  let made = 0
  let state = 7
  const upTo = (high: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff
    return (state >>> 8) % high
  }
  for (let visit = 0; visit < visits; visit++) {
    const start = END - DAYS * DAY + Math.floor((visit / visits) * DAYS * DAY)
    const user = upTo(USERS)
    const person = `user-${user}`
    const account = `account-${user % (USERS / 4)}`
    const path = ['/reports', '/team', '/'][upTo(3)] ?? '/'
    const page = { path, url: `https://host.example${path}`, title: 'Host' }
    const id = `visit-${visit}`
    let seq = 0
    const event = (type: StoredEvent['type'], name: string, after: number, properties: StoredEvent['properties']): StoredEvent => ({
      id: `${id}-${(made += 1)}`,
      type,
      name,
      person,
      account,
      at: start + after,
      receivedAt: start + after,
      seq: seq++,
      properties,
      context: { visit: id, locale: 'en', page },
      sentAs: { user: true, account: true },
    })
    const places = ['sidebar', SLOTS[upTo(2)] ?? 'sidebar']
    const view = (openFor: number) => ({
      asOf: start,
      openFor,
      places,
      visible: places,
      device: 'desktop',
      zone: 'Asia/Tokyo',
      consent: true,
    })
    yield { ...event('track', 'espalier:boot', 0, { visit: id, zone: 'Asia/Tokyo' }), seq: 0, context: {}, sentAs: {} }
    yield event('identify', '', 1, { role: upTo(3) === 0 ? 'admin' : 'member' })
    yield event('group', '', 2, { plan: ['free', 'team', 'business'][user % 3] ?? 'free', seats: user % 15 })
    yield event('track', 'espalier:view', 10, view(10))
    for (let step = 0; step < 4; step++) yield event('track', NAMES[upTo(4)] ?? '', 5000 * (step + 1), { rows: upTo(2000) })
    yield event('track', 'espalier:view', 30_010, view(30_010))
    yield event('page', path, 31_000, {})
  }
}
