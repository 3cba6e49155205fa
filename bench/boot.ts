import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { startServer, type Server } from '../test/harness/server.ts'
import { ASKERS, CAMPAIGNS, EVENTS, prepareBoots, type Asker } from './boot-workspace.ts'
import { processorMillis } from './processor.ts'
import { figure, table } from './table.ts'

/** Requests a second, and for how long in each round; rounds alternate, so that a slow moment of the machine meets all. */
const RATE = 200
const SECONDS = 2
const ROUNDS = 5

interface Target {
  name: string
  goal: string
  url: string
  pid: number
  headers: Record<string, string>
  body: string
  /** Times of the answers. */
  millis: number[]
  /** Processor time of the process while it answered. */
  processor: number
}

/** Connections stay open, as those of a proxy in front of the server do. */
const agent = new Agent({ keepAlive: true, maxSockets: 32 })

/** One request; the bytes of the answer are read to the end and thrown away, so that who asks is not what is measured. */
const post = (url: string, headers: Record<string, string>, body: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`boot answered ${answer.statusCode}`))
      answer.resume().once('end', resolve).once('error', reject)
    })
    asked.once('error', reject).end(body)
  })

/** Asks at a fixed rate, whatever becomes of earlier requests; a late answer counts from when its request was due. */
async function load(target: Target, keep: boolean): Promise<void> {
  const { url, pid, headers, body, millis } = target
  const before = await processorMillis(pid)
  const start = performance.now() + 20
  const ask = async (due: number) => {
    await wait(Math.max(0, due - performance.now()))
    await post(`${url}/v1/boot`, headers, body)
    if (keep) millis.push(performance.now() - due)
  }
  await Promise.all(Array.from({ length: RATE * SECONDS }, (_, index) => ask(start + (index * 1000) / RATE)))
  if (keep) target.processor += (await processorMillis(pid)) - before
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN

/** A bare route that answers as many bytes. */
async function startFloor(size: number) {
  const child = spawn(process.execPath, [new URL('./floor/constant.ts', import.meta.url).pathname, `${size}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [text] = (await once(child.stdout, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer]
  return { url: /http:\S+/.exec(text.toString())?.[0] ?? '', pid: child.pid ?? 0, stop: () => child.kill() }
}

/** What one of them is asked, after one answer that says how much is sent. */
async function targetOf({ url, pid, publicKey }: Server, { userId, groupId }: Asker): Promise<Target & { bytes: number }> {
  const body = JSON.stringify({ anonymousId: 'visitor', userId, groupId, locale: 'en', zone: 'Asia/Tokyo', writeKey: publicKey })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${publicKey}` }
  const answer = await fetch(`${url}/v1/boot`, { method: 'POST', headers, body })
  const text = await answer.text()
  const { campaigns } = JSON.parse(text) as { campaigns: unknown[] }
  const bytes = Buffer.byteLength(text)
  const name = `${campaigns.length} of ${CAMPAIGNS} can still show, ${figure(bytes / 1000)} kB`
  return { name, goal: '15', url, pid, headers, body, millis: [], processor: 0, bytes }
}

/** Boots of people with many campaigns and events, at a fixed rate, each beside a bare route that answers as many bytes. */
export async function benchBoot(): Promise<string> {
  const stops: (() => unknown)[] = []
  try {
    const server = await startServer()
    stops.push(() => server.stop())
    await prepareBoots(server)
    const targets: Target[] = []
    for (const asker of ASKERS) {
      const own = await targetOf(server, asker)
      const floor = await startFloor(own.bytes)
      stops.push(floor.stop)
      const { url, pid } = floor
      targets.push(own, { ...own, name: 'a bare route with a constant answer as long', goal: '', url, pid, millis: [] })
    }
    for (let round = -1; round < ROUNDS; round++) for (const target of targets) await load(target, round >= 0)
    return table(
      [`${RATE} boots a second, ${EVENTS} own events`, 'processor time a boot, ms', 'p50, ms', 'p99, ms', 'goal for p99'],
      targets.map(({ name, goal, millis, processor }) => [
        name,
        figure(processor / millis.length),
        figure(quantile(millis, 0.5)),
        figure(quantile(millis, 0.99)),
        goal,
      ]),
    )
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}
