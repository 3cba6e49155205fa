import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startPostgres } from '../test/harness/postgres.ts'
import { startServer } from '../test/harness/server.ts'
import type { Mix } from './ingest/batches.ts'
import type { Order, Sent } from './ingest/sender.ts'
import { median } from './measure.ts'
import { processorMillis } from './processor.ts'
import { figure, table } from './table.ts'

const SENDER = new URL('./ingest/sender.ts', import.meta.url).pathname
const SECONDS = 4
const ROUNDS = Number(process.env['ESPALIER_BENCH_RUNS'] ?? 3)
const CONNECTIONS = 16
/** `ESPALIER_BENCH_POSTGRES=1` measures on PostgreSQL, with a floor of its own. */
const ON_POSTGRES = process.env['ESPALIER_BENCH_POSTGRES'] === '1'

/** Something that takes events. */
interface Target {
  name: string
  mix: Mix
  url: string
  key: string
  pid: number
  /** Bytes that it has kept. */
  bytes(): Promise<number>
  runs: { rate: number; micros: number }[]
  taken: number
  /** Megabytes, the most that was seen. */
  resident: number
}

let seed = 0

async function send(target: Target, rate?: number): Promise<Sent> {
  const { url, key, mix } = target
  seed += 1
  const order: Order = { url, key, mix, seed, seconds: SECONDS, connections: rate ? 64 : CONNECTIONS, ...(rate && { rate }) }
  const { stdout } = await promisify(execFile)(process.execPath, [SENDER, JSON.stringify(order)], { maxBuffer: 1e9 })
  const sent = JSON.parse(stdout) as Sent
  target.taken += sent.events
  target.resident = Math.max(target.resident, await resident(target.pid))
  return sent
}

async function resident(pid: number): Promise<number> {
  return (Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024) / 1e6
}

async function bytesIn(folder: string): Promise<number> {
  const files = (await readdir(folder)).filter((name) => /\.db/.test(name) && !name.endsWith('-shm') && !name.endsWith('-wal'))
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** `place`: the folder, or the address of the database. */
async function startFloor(script: URL, place: string) {
  const child = spawn(process.execPath, [script.pathname, place], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [text] = (await once(child.stdout, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer]
  return { url: /http:\S+/.exec(text.toString())?.[0] ?? '', pid: child.pid ?? 0, stop: () => child.kill() }
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN

type Stops = (() => unknown)[]
type Started = Pick<Target, 'url' | 'key' | 'pid' | 'bytes'>

/** The floor and ourselves, each on a file of its own. */
async function startOnSqlite(stops: Stops): Promise<[floor: Started, ours: Started]> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-floor-'))
  stops.push(() => rm(folder, { recursive: true, force: true }))
  const floor = await startFloor(new URL('./floor/group-commit.ts', import.meta.url), folder)
  stops.push(floor.stop)
  const server = await startServer()
  stops.push(() => server.stop())
  return [
    { ...floor, key: 'pk', bytes: () => bytesIn(folder) },
    { url: server.url, pid: server.pid, key: server.secretKey, bytes: () => bytesIn(server.folder) },
  ]
}

/** The same on databases of one PostgreSQL. */
async function startOnPostgres(stops: Stops, mixes: readonly Mix[]): Promise<Map<Mix, [floor: Started, ours: Started]>> {
  const postgres = await startPostgres()
  stops.push(() => postgres.remove())
  const bytesOf = async (name: string): Promise<number> =>
    Number((await postgres.ask(`select pg_database_size('${name}') as bytes`))[0]?.['bytes'])
  const started = new Map<Mix, [Started, Started]>()
  for (const mix of mixes) {
    const floor = await startFloor(new URL('./floor/group-commit-postgres.ts', import.meta.url), await postgres.create(`floor_${mix}`))
    stops.push(floor.stop)
    const server = await startServer({ env: { DATABASE_URL: await postgres.create(`espalier_${mix}`) } })
    stops.push(() => server.stop())
    started.set(mix, [
      { ...floor, key: 'pk', bytes: () => bytesOf(`floor_${mix}`) },
      { url: server.url, pid: server.pid, key: server.secretKey, bytes: () => bytesOf(`espalier_${mix}`) },
    ])
  }
  return started
}

/** Batches of 50 events over HTTP, as many as are answered, beside the least that a durable answer costs; sender and server share the machine. */
export async function benchIngest(): Promise<string> {
  const stops: (() => unknown)[] = []
  try {
    const targets: Target[] = []
    const mixes = ['page', 'server'] as const
    const onPostgres = ON_POSTGRES ? await startOnPostgres(stops, mixes) : undefined
    for (const mix of mixes) {
      const who = mix === 'page' ? 'one person a batch' : '50 people a batch'
      const [floor, ours] = onPostgres?.get(mix) ?? (await startOnSqlite(stops))
      const common = { mix, taken: 0, resident: 0 }
      targets.push({ ...floor, ...common, runs: [], name: `floor: group commit, ${who}` })
      targets.push({ ...ours, ...common, runs: [], name: `Espalier, ${who}` })
    }
    for (let round = -1; round < ROUNDS; round++) {
      for (const target of targets) {
        const before = await processorMillis(target.pid)
        const { events, seconds } = await send(target)
        const micros = ((await processorMillis(target.pid)) - before) * 1000
        if (round >= 0) target.runs.push({ rate: events / seconds, micros: micros / events })
      }
    }
    const rateOf = ({ runs }: Target) => median(runs.map(({ rate }) => rate))
    const halves: number[] = []
    for (const target of targets) halves.push(quantile((await send(target, rateOf(target) / 2 / 50)).millis, 0.99))
    const rows: string[][] = []
    for (const [index, target] of targets.entries()) {
      const floor = targets[index - (index % 2)] ?? target
      rows.push([
        target.name,
        figure(rateOf(target)),
        `${figure(rateOf(target) / rateOf(floor))}x`,
        figure(median(target.runs.map(({ micros }) => micros))),
        figure(halves[index] ?? Number.NaN),
        figure((await target.bytes()) / target.taken),
        figure(target.resident),
      ])
    }
    return table(
      [
        'batches of 50 events',
        'events/s',
        'to the floor',
        'µs of processor time an event',
        'p99 at half of it, ms',
        'bytes an event',
        'resident, MB',
      ],
      rows,
    )
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}
