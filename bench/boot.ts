import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer, type Server } from '../test/harness/server.ts'
import { createLoad, type Load, type Question } from './boot/load.ts'
import { readTimes, watched } from './boot/times.ts'
import { ASKERS, CAMPAIGNS, EVENTS, prepareBoots, type Asker } from './boot/workspace.ts'
import { machineTime, processorMillis, stolenShare } from './processor.ts'
import { figure, table } from './table.ts'

/** Requests a second, and for how long in each round; rounds alternate, so that a slow moment of the machine meets all. */
const RATE = 200
const SECONDS = 2
/** Rounds before those that count: what runs often is compiled meanwhile. */
const WARM = 2
/** Rounds that have to count for each, and how long after the beginning of all nobody waits for more of them, milliseconds. */
const ENOUGH = 8
const PATIENCE = 170_000
/** A round counts when the host took less than this share of the processors away, whatever came of the round. */
const STOLEN = 0.01

interface Round {
  counts: boolean
  /** Epoch milliseconds. */
  from: number
  until: number
  /** Milliseconds from when each request was due until its answer had been read. */
  millis: number[]
  /** Processor time of the process meanwhile, milliseconds. */
  processor: number
}

interface Target {
  name: string
  goal: string
  pid: number
  /** Where its process writes down its times. */
  times: string
  load: Load
  rounds: Round[]
}

async function runRound({ load, pid }: Target): Promise<Round> {
  const [before, processorBefore, from] = [await machineTime(), await processorMillis(pid), Date.now()]
  const millis = await load.run(RATE, SECONDS)
  const [until, processor] = [Date.now(), (await processorMillis(pid)) - processorBefore]
  return { counts: stolenShare(before, await machineTime()) < STOLEN, from, until, millis, processor }
}

const counted = ({ rounds }: Target): Round[] => rounds.filter(({ counts }) => counts)

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN

const shown = (value: number): string => (Number.isNaN(value) ? '–' : figure(value))

/** What is measured of one of them, once its process has ended. */
async function rowOf(target: Target): Promise<string[]> {
  const rounds = counted(target)
  const answered = await readTimes(target.times)
  const millis = rounds.flatMap((round) => round.millis)
  const inServer = rounds.flatMap(({ from, until }) => answered.filter(([at]) => at >= from && at <= until).map(([, took]) => took))
  return [
    target.name,
    shown(rounds.reduce((sum, { processor }) => sum + processor, 0) / millis.length),
    shown(quantile(millis, 0.5)),
    shown(quantile(millis, 0.99)),
    target.goal,
    shown(quantile(inServer, 0.99)),
    `${rounds.length} of ${target.rounds.length}`,
    shown(
      quantile(
        target.rounds.flatMap((round) => round.millis),
        0.99,
      ),
    ),
  ]
}

/** A bare route that answers as many bytes. */
async function startFloor(size: number, times: string) {
  const child = spawn(process.execPath, [new URL('./floor/constant.ts', import.meta.url).pathname, `${size}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...watched(times) },
  })
  const [text] = (await once(child.stdout, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer]
  const stop = async () => {
    const ended = once(child, 'exit')
    if (child.kill()) await ended
  }
  return { url: /http:\S+/.exec(text.toString())?.[0] ?? '', pid: child.pid ?? 0, stop }
}

/** What one of them asks, and how much is answered. */
async function askOnce({ url, publicKey }: Server, { userId, groupId }: Asker): Promise<Question & { campaigns: number; bytes: number }> {
  const body = JSON.stringify({ anonymousId: 'visitor', userId, groupId, locale: 'en', zone: 'Asia/Tokyo', writeKey: publicKey })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${publicKey}` }
  const text = await (await fetch(`${url}/v1/boot`, { method: 'POST', headers, body })).text()
  const { campaigns } = JSON.parse(text) as { campaigns: unknown[] }
  return { url: `${url}/v1/boot`, headers, body, campaigns: campaigns.length, bytes: Buffer.byteLength(text) }
}

/** Boots of people with many campaigns and events, at a fixed rate, each beside a bare route that answers as many bytes. */
export async function benchBoot(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-boot-'))
  const end = performance.now() + PATIENCE
  const stops: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })]
  const targets: Target[] = []
  try {
    const times = join(folder, 'server.json')
    const server = await startServer({ env: watched(times) })
    stops.push(() => server.stop())
    await prepareBoots(server)
    const add = (name: string, goal: string, pid: number, file: string, question: Question) => {
      targets.push({ name, goal, pid, times: file, load: createLoad(question), rounds: [] })
    }
    for (const [index, asker] of ASKERS.entries()) {
      const { campaigns, bytes, ...question } = await askOnce(server, asker)
      add(`${campaigns} of ${CAMPAIGNS} can still show, ${figure(bytes / 1000)} kB`, '15', server.pid, times, question)
      const file = join(folder, `floor-${index}.json`)
      const floor = await startFloor(bytes, file)
      stops.push(floor.stop)
      add('a bare route with a constant answer as long', '', floor.pid, file, { ...question, url: `${floor.url}/v1/boot` })
    }
    for (let round = 0; round < WARM; round++) for (const target of targets) await runRound(target)
    const isEnough = () => targets.every((target) => counted(target).length >= ENOUGH)
    while (!isEnough() && performance.now() < end) for (const target of targets) target.rounds.push(await runRound(target))
    // Times are written down when a process ends; the folder with them goes last.
    while (stops.length > 1) await stops.pop()?.()
    return await reportOf(targets, isEnough())
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

async function reportOf(targets: readonly Target[], enough: boolean): Promise<string> {
  const rows: string[][] = []
  for (const target of targets) rows.push(await rowOf(target))
  const head = ['processor time a boot, ms', 'p50, ms', 'p99, ms', 'goal for p99', 'p99 in the process, ms', 'rounds', 'p99 of all, ms']
  return [
    table([`${RATE} boots a second, ${EVENTS} own events`, ...head], rows),
    `A round is ${RATE * SECONDS} boots. One counts when the host took less than ${STOLEN * 100} % of the processors away meanwhile; the last column has all rounds. A time runs from when a request was due until its answer had been read, in the process from when the request was there until the answer had been handed over.`,
    ...(enough ? [] : [`In ${PATIENCE / 1000} s the host did not leave the processors alone for ${ENOUGH} rounds each.`]),
  ].join('\n\n')
}
