import { randomUUID } from 'node:crypto'
import type { Campaign } from '@espalier/core/schema'
import type { Deps } from '../../deps.ts'
import type { BacktestRecord } from '../../store/backtests.ts'
import { startJob, type BacktestTask, type Job } from './job.ts'
import { presentResult } from './present-result.ts'

const DAY = 86_400_000
/** Backtests that run at the same time; the others wait. */
const AT_ONCE = 2
/** How often a running one says that it is alive, and looks whether it was cancelled elsewhere. Milliseconds. */
const BEAT = 400
/** One that was silent for so long has lost its server. Milliseconds. */
const SILENCE = 30_000

/** Starts, watches and ends backtests. */
export interface BacktestJobs {
  start(campaign: Campaign, days: number): Promise<BacktestRecord>
  find(id: string): Promise<BacktestRecord | undefined>
  list(limit: number, campaign?: string): Promise<BacktestRecord[]>
  /** Ends a running one; one that has ended stays as it is. Undefined when there is none. */
  cancel(id: string): Promise<BacktestRecord | undefined>
}

interface Waiting {
  id: string
  task: BacktestTask
  /** Length of the log. */
  events: number
}

/** The jobs of this server. What they keep is in the store, so that any server can answer for them. */
export function createBacktestJobs({ store, clock, log }: Deps): BacktestJobs {
  const { backtests } = store
  const running = new Map<string, Job>()
  let waiting: Waiting[] = []
  let beating: ReturnType<typeof setInterval> | undefined
  let swept = false

  /** A single SQLite file has one server, so that what runs elsewhere was lost with the server before; else silence tells. */
  const sweep = async (): Promise<void> => {
    const now = clock()
    const alone = store.database.engine === 'sqlite' && !swept
    swept = true
    const own = [...running.keys(), ...waiting.map(({ id }) => id)]
    await backtests.abandon(alone ? Infinity : now - SILENCE, own, { at: now, result: JSON.stringify({ error: 'server-stopped' }) })
  }
  const drop = (id: string): void => {
    running.delete(id)
    waiting = waiting.filter((one) => one.id !== id)
    next()
  }
  const beat = async (): Promise<void> => {
    for (const { id } of waiting) if (!(await backtests.advance(id, 0, clock()))) drop(id)
    for (const [id, job] of running) {
      if (await backtests.advance(id, Math.min(0.99, job.progress()), clock())) continue
      drop(id)
      await job.stop()
    }
  }
  const watch = (): void => {
    const idle = running.size + waiting.length === 0
    if (idle) clearInterval(beating)
    if (idle) beating = undefined
    else beating ??= setInterval(() => void beat().catch((error: unknown) => log.error({ err: error }, 'backtests cannot be kept')), BEAT)
    beating?.unref()
  }
  const run = async ({ id, task, events }: Waiting): Promise<void> => {
    const job = startJob(store.database.location, task, events)
    running.set(id, job)
    try {
      const tally = await job.done
      if (!tally) return
      const result = await presentResult(store, task, tally)
      await backtests.finish(id, { status: 'done', at: clock(), result: JSON.stringify({ result }) })
    } catch (error) {
      log.error({ err: error }, 'a backtest failed')
      await backtests.finish(id, { status: 'failed', at: clock(), result: JSON.stringify({ error: 'failed' }) })
    }
    drop(id)
  }
  const next = (): void => {
    const free = running.size < AT_ONCE ? waiting.shift() : undefined
    if (free) void run(free).catch((error: unknown) => log.error({ err: error }, 'a backtest cannot be kept'))
    if (free) next()
    else watch()
  }

  return {
    async start(campaign, days) {
      await sweep()
      const now = clock()
      const task: BacktestTask = { campaign, days, from: now - days * DAY, to: now }
      const record = { id: randomUUID(), campaign: campaign.id, createdAt: now, request: JSON.stringify(task) }
      await backtests.add(record)
      waiting.push({ id: record.id, task, events: await store.events.last() })
      next()
      return { ...record, status: 'running', progress: 0 }
    },
    async find(id) {
      await sweep()
      const found = await backtests.find(id)
      const job = running.get(id)
      return found && job && found.status === 'running' ? { ...found, progress: Math.min(0.99, job.progress()) } : found
    },
    async list(limit, campaign) {
      await sweep()
      return backtests.list(limit, campaign)
    },
    async cancel(id) {
      await backtests.finish(id, { status: 'cancelled', at: clock() })
      const job = running.get(id)
      drop(id)
      await job?.stop()
      return backtests.find(id)
    },
  }
}
