import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { startServer, type Server } from '../test/harness/server.ts'
import { figure, table } from './table.ts'

const CAMPAIGNS = 200
const EVENTS = 5000
const NAMES = 40
/** Requests a second, and for how long in each round; rounds alternate, so that a slow moment of the machine meets both. */
const RATE = 200
const SECONDS = 2
const ROUNDS = 5

const both = (text: string) => ({ en: text, ja: text })
const words = { title: 'One export left', body: 'Business has no limit on exports.', action: { label: 'Compare plans' } }
const SLOTS = ['top', 'side', 'reports', 'settings']

const CATALOG = {
  features: [
    { id: 'exports', name: both('Exports'), kind: 'metered', event: 'Event 0', reset: 'month' },
    { id: 'analytics', name: both('Analytics'), kind: 'boolean' },
  ],
  plans: [{ id: 'free', name: both('Free'), features: { exports: { limit: 10_000 } } }],
  defaultPlan: 'free',
}

/** Rules over traits, counters, windows, limits, the page and the past; three conditions each, and all of them can still match. */
function campaignOf(index: number): object {
  const audience = {
    [`event.Event ${index % NAMES}.count${(index % 60) + 10}d`]: { $gte: 1 },
    ...(index % 2
      ? { 'user.role': 'admin', 'page.path': { $regex: '^/reports' } }
      : { 'plan.id': 'free', 'limit.exports.ratio': { $lt: 2 } }),
  }
  const widget = index % 4 === 0 ? { kind: 'modal' } : { kind: 'card', slot: SLOTS[index % SLOTS.length] }
  return {
    id: `campaign-${index}`,
    name: `Campaign ${index}`,
    motion: index % 3 ? 'upsell' : 'adoption',
    problemSolved: 'The team runs out of exports.',
    widget: { ...widget, content: { en: words, ja: words } },
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

async function prepare(server: Server): Promise<void> {
  await send(server, 'PUT', '/v1/catalog', CATALOG)
  for (let index = 0; index < CAMPAIGNS; index++) {
    await send(server, 'PUT', `/v1/campaigns/campaign-${index}`, campaignOf(index))
    await send(server, 'POST', `/v1/campaigns/campaign-${index}/publish`, {})
  }
  const about = { userId: 'mari', context: { groupId: 'acme' } }
  const first = [
    { type: 'identify', ...about, traits: { role: 'admin' } },
    { type: 'group', userId: 'mari', groupId: 'acme', traits: { size: 12 } },
  ]
  const now = Date.now()
  const track = (index: number) => ({
    type: 'track',
    event: `Event ${index % NAMES}`,
    ...about,
    timestamp: new Date(now - (index % 28) * 86_400_000).toISOString(),
  })
  for (let from = 0; from < EVENTS; from += 500) {
    const batch = Array.from({ length: Math.min(500, EVENTS - from) }, (_, index) => track(from + index))
    await send(server, 'POST', '/v1/batch', { batch: from === 0 ? [...first, ...batch] : batch })
  }
}

interface Target {
  url: string
  key: string
  millis: number[]
}

/** Asks at a fixed rate, whatever becomes of earlier requests; a late answer counts from when its request was due. */
async function load({ url, key, millis }: Target, keep: boolean): Promise<void> {
  const body = JSON.stringify({ anonymousId: 'visitor', userId: 'mari', groupId: 'acme', locale: 'en', zone: 'Asia/Tokyo', writeKey: key })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
  const start = performance.now() + 20
  const ask = async (due: number) => {
    await wait(Math.max(0, due - performance.now()))
    const answer = await fetch(`${url}/v1/boot`, { method: 'POST', headers, body })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`boot answered ${answer.status}`)
    if (keep) millis.push(performance.now() - due)
  }
  await Promise.all(Array.from({ length: RATE * SECONDS }, (_, index) => ask(start + (index * 1000) / RATE)))
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN

async function startFloor(size: number) {
  const child = spawn(process.execPath, [new URL('./floor/constant.ts', import.meta.url).pathname, `${size}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [text] = (await once(child.stdout, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer]
  return { url: /http:\S+/.exec(text.toString())?.[0] ?? '', stop: () => child.kill() }
}

/** Boots of one person with many campaigns and events, at a fixed rate, beside a bare route that answers as many bytes. */
export async function benchBoot(): Promise<string> {
  const server = await startServer()
  try {
    await prepare(server)
    const probe = await fetch(`${server.url}/v1/boot`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.publicKey}` },
      body: JSON.stringify({ anonymousId: 'visitor', userId: 'mari', groupId: 'acme' }),
    })
    const text = await probe.text()
    const sent = (JSON.parse(text) as { campaigns: unknown[] }).campaigns.length
    const floor = await startFloor(text.length)
    try {
      const targets: Target[] = [
        { url: server.url, key: server.publicKey, millis: [] },
        { url: floor.url, key: server.publicKey, millis: [] },
      ]
      for (let round = -1; round < ROUNDS; round++) for (const target of targets) await load(target, round >= 0)
      const row = (name: string, goal: string, { millis }: Target) => [
        name,
        figure(quantile(millis, 0.5)),
        figure(quantile(millis, 0.99)),
        goal,
      ]
      const [own, bare] = targets
      return table(
        [
          `${RATE} boots a second; ${CAMPAIGNS} campaigns run, ${sent} are sent, ${EVENTS} own events, ${Math.round(text.length / 1000)} kB`,
          'p50, ms',
          'p99, ms',
          'goal for p99',
        ],
        [...(own ? [row('POST /v1/boot', '15', own)] : []), ...(bare ? [row('a bare route with a constant answer', '', bare)] : [])],
      )
    } finally {
      floor.stop()
    }
  } finally {
    await server.stop()
  }
}
