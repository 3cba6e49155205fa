import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Campaign } from '@espalier/core/schema'
import type { StoreLocation } from '../../store/store.ts'
import { addTallies, type Tally } from './tally.ts'

/** What a backtest replays. Times are epoch milliseconds. */
export interface BacktestTask {
  campaign: Campaign
  days: number
  from: number
  to: number
}

/** What one thread is given: a share of the accounts. */
export interface ThreadTask extends BacktestTask {
  location: StoreLocation
  shard: number
  shards: number
}

/** What a thread says. */
export type ThreadMessage = { progress: number } | { tally: Tally }

/** A backtest that runs in threads of its own. */
export interface Job {
  /** Undefined when it was stopped. Rejects when a thread fails. */
  readonly done: Promise<Tally | undefined>
  /** 0 to 1. */
  progress(): number
  stop(): Promise<void>
}

/** Accounts are split between threads; more than two would take the server's own time away. */
const MOST_THREADS = 2
/** Events for which a second thread is worth its start. */
const WORTH = 50_000

/** Nearly all that a replay makes is forgotten with its share; with room for it, V8 does not carry it about. Megabytes. */
const YOUNG = 64

/** Next to this file, as source or built. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url)

/** Starts to replay a log of so many events. The data is opened anew by each thread, for reading alone. */
export function startJob(location: StoreLocation, task: BacktestTask, events: number): Job {
  const shards = events < WORTH ? 1 : Math.min(MOST_THREADS, Math.max(1, availableParallelism()))
  const progress = Array.from({ length: shards }, () => 0)
  const workers = progress.map((_, shard) => {
    const workerData: ThreadTask = { ...task, location, shard, shards }
    return new Worker(THREAD, { workerData, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: YOUNG } })
  })
  let stopped = false
  const stop = async (): Promise<void> => {
    stopped = true
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  const tallies = workers.map(
    (worker, shard) =>
      new Promise<Tally | undefined>((resolve, reject) => {
        worker.on('message', (message: ThreadMessage) => {
          if ('tally' in message) resolve(message.tally)
          else progress[shard] = message.progress
        })
        worker.once('error', reject)
        worker.once('exit', () => (stopped ? resolve(undefined) : reject(new Error('the thread ended without an answer'))))
      }),
  )
  const done = Promise.all(tallies).then((all) => {
    const whole = all.flatMap((tally) => tally ?? [])
    return whole.length === shards ? addTallies(whole) : undefined
  })
  // One that failed takes the other along.
  done.catch(stop)
  return { done, progress: () => progress.reduce((sum, one) => sum + one, 0) / shards, stop }
}
