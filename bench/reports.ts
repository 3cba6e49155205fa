import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startServer, type Server } from '../test/harness/server.ts'
import type { Order } from './ingest/sender.ts'
import { median } from './measure.ts'
import { columnsOf } from './reports/columns-of.ts'
import { ACCOUNTS } from './reports/fill.ts'
import { beginWorkspace, fillWorkspace } from './reports/workspace.ts'
import { processorMillis } from './processor.ts'
import { figure, table } from './table.ts'

const EVENTS = Number(process.env['ESPALIER_BENCH_EVENTS'] ?? 1_000_000)
const RUNS = Number(process.env['ESPALIER_BENCH_RUNS'] ?? 5)
/** Seconds for which events are written, 1,000 a second, while reports are asked for. */
const SECONDS = Number(process.env['ESPALIER_BENCH_SECONDS'] ?? 20)
/** Part of the path of the reports that are asked for. */
const ONLY = process.env['ESPALIER_BENCH_ONLY'] ?? ''
const SENDER = new URL('./ingest/sender.ts', import.meta.url).pathname

const monthsAgo = (months: number): string => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7)
}

interface Report {
  path: string
  /** What tells it from others of the same path. */
  of?: string
  /** What is asked, where it is not in the path. */
  body?: object
  /** Whether an answer says something, so that nothing empty is timed. */
  says(body: never): boolean
}

const titleOf = ({ path, of }: Report): string => (of === undefined ? path : `${path}, ${of}`)

const funnelOver = (days: number): Report => ({
  path: '/v1/reports/funnel',
  of: `${days} days`,
  body: {
    steps: ['Report Exported', 'Chart Shared', 'Report Opened'].map((event) => ({ event })),
    by: 'account',
    from: new Date(Date.now() - days * 86_400_000).toISOString(),
    windowDays: 30,
  },
  says: ({ steps }: { steps: { reached: number }[] }) => steps.length === 3 && (steps[1]?.reached ?? 0) > 20,
})

const REPORTS: readonly Report[] = [
  {
    path: '/v1/reports/home',
    says: ({ figures }: { figures: { value: number | null }[] }) => figures.filter(({ value }) => value).length > 12,
  },
  { path: `/v1/reports/home?month=${monthsAgo(3)}`, says: ({ complete }: { complete: boolean }) => complete },
  {
    path: '/v1/reports/revenue',
    says: ({ months }: { months: { mrr: { opening: number } }[] }) => (months.at(-1)?.mrr.opening ?? 0) > 1e8,
  },
  { path: `/v1/reports/revenue?from=${monthsAgo(8)}&to=${monthsAgo(2)}`, says: ({ months }: { months: unknown[] }) => months.length === 7 },
  { path: '/v1/reports/surveys', says: ({ nps }: { nps: { n: number | null } }) => (nps.n ?? 0) > 100 },
  { path: '/v1/reports/features', says: ({ accounts }: { accounts: number }) => accounts > ACCOUNTS / 2 },
  { path: '/v1/reports/campaigns/campaign-0', says: ({ funnel }: { funnel: { upgraded: number } }) => funnel.upgraded > 50 },
  { path: '/v1/reports/campaigns/campaign-5', says: ({ funnel }: { funnel: { upgraded: number } }) => funnel.upgraded > 50 },
  { path: '/v1/reports/held-back', says: ({ totals }: { totals: { accounts: number } }) => totals.accounts > 1000 },
  { path: '/v1/reports/held-back/accounts', says: ({ total }: { total: number }) => total > 1000 },
  funnelOver(140),
  funnelOver(30),
  { path: '/v1/campaigns', says: ({ campaigns }: { campaigns: { seen14d: number }[] }) => campaigns.every((one) => one.seen14d > 100) },
]

async function ask({ url, secretKey }: Server, { path, body, says }: Report): Promise<number> {
  const start = performance.now()
  const authorization = `Bearer ${secretKey}`
  const answer = await fetch(url + path, {
    headers: { authorization, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const millis = performance.now() - start
  if (!answer.ok || !says(JSON.parse(text) as never)) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 2000)}`)
  return millis
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? Number.NaN

/** Times of each report, in turns, while the server takes 1,000 events a second in batches of 50. */
async function whileWriting(server: Server): Promise<Map<string, number[]>> {
  const order: Order = { url: server.url, key: server.secretKey, mix: 'server', seed: 77, seconds: SECONDS, connections: 8, rate: 20 }
  const writing = promisify(execFile)(process.execPath, [SENDER, JSON.stringify(order)], { maxBuffer: 1e9 })
  let done = false
  void writing.finally(() => (done = true))
  const times = new Map<string, number[]>(REPORTS.map((report) => [titleOf(report), []]))
  while (!done)
    for (const report of REPORTS.filter(({ path }) => path.includes(ONLY)))
      if (!done) times.get(titleOf(report))?.push(await ask(server, report))
  await writing
  return times
}

/** Starts the server once more on a folder in which one has kept what it remembers, and asks for Home, which needs all of it. */
async function startAgain(folder: string, secretKey: string): Promise<string> {
  const start = performance.now()
  const server = await startServer({ folder, secretKey })
  try {
    const listening = performance.now() - start
    const [home] = REPORTS
    if (home) await ask(server, home)
    const whole = performance.now() - start
    const used = await processorMillis(server.pid)
    return `The next start on this folder: listening after ${figure(listening)} ms, Home answered after ${figure(whole)} ms, ${figure(used)} ms of processor time.`
  } finally {
    await server.stop()
  }
}

/** Standard reports of a company with 200,000 accounts: the first answer after a start, later ones, and while events are written. */
export async function benchReports(): Promise<string> {
  const folder = process.env['ESPALIER_BENCH_FOLDER'] ?? (await mkdtemp(join(tmpdir(), 'espalier-reports-')))
  const copy = `${folder}-run`
  try {
    const known = await stat(join(folder, 'keys.txt')).catch(() => undefined)
    if (!known) await prepare(folder)
    await cp(folder, copy, { recursive: true })
    const secretKey = await readFile(join(folder, 'keys.txt'), 'utf8')
    const server = await startServer({ folder: copy, secretKey })
    const rows: string[][] = []
    try {
      for (const report of REPORTS.filter(({ path }) => path.includes(ONLY))) {
        if (report.body) await columnsOf(copy)
        const first = await ask(server, report)
        const later: number[] = []
        for (let run = 0; run < RUNS; run++) later.push(await ask(server, report))
        rows.push([titleOf(report), figure(first), figure(median(later))])
        console.error(`${titleOf(report)}: first ${figure(first)} ms, later ${figure(median(later))} ms`)
      }
      const busy = SECONDS > 0 ? await whileWriting(server) : new Map<string, number[]>()
      for (const row of rows) {
        const times = busy.get(row[0] ?? '') ?? []
        row.push(...(times.length > 0 ? [figure(median(times)), figure(quantile(times, 0.95))] : ['', '']))
      }
    } finally {
      await server.stop()
    }
    const head = `${figure(EVENTS)} events, ${figure(ACCOUNTS)} accounts, ms`
    const reports = table([head, 'first', 'later', 'later, while 1,000 events/s are written', 'p95 of that'], rows)
    return `${reports}\n\n${await startAgain(copy, secretKey)}`
  } finally {
    await rm(copy, { recursive: true, force: true })
    if (process.env['ESPALIER_BENCH_FOLDER'] === undefined) await rm(folder, { recursive: true, force: true })
  }
}

async function prepare(folder: string): Promise<void> {
  const server = await startServer({ folder })
  await beginWorkspace(server).finally(() => server.stop())
  await fillWorkspace(folder, EVENTS)
  await writeFile(join(folder, 'keys.txt'), server.secretKey)
}
