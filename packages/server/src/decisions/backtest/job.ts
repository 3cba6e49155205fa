import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism, constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
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

/** What one process is given: a share of the accounts. */
export interface ProcessTask extends BacktestTask {
  location: StoreLocation
  shard: number
  shards: number
}

/** What a process says. */
export type ProcessMessage = { progress: number } | { tally: Tally }

/** A backtest that runs in processes of its own. */
export interface Job {
  /** Undefined when it was stopped. Rejects when a process fails. */
  readonly done: Promise<Tally | undefined>
  /** Ids of the processes. */
  readonly pids: readonly number[]
  /** 0 to 1. */
  progress(): number
  stop(): Promise<void>
}

/** Accounts are split between processes; more than two would take the server's own time away. */
const MOST = 2
/** Events for which a second process is worth its start. */
const WORTH = 50_000

/**
 * Nearly all that a replay makes is forgotten with its share: with 32 MB for what is young V8 does not carry it about. All processors
 * are busy, so that helpers of the collector would only get in the way of the others. Left to itself V8 lets memory grow with the log;
 * looking more often for what may be forgotten keeps it level, for a twentieth more time.
 */
const FLAGS = ['--max-semi-space-size=32', '--single-threaded-gc', '--heap-growing-percent=50']

/** Next to this file, as source or built. */
const PROCESS = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './process.ts' : './process.js', import.meta.url))

/**
 * Starts to replay a log of so many events. The data is opened anew by each process, for reading alone; the system lets the server go
 * first.
 */
export function startJob(location: StoreLocation, task: BacktestTask, events: number): Job {
  const shards = events < WORTH ? 1 : Math.min(MOST, Math.max(1, availableParallelism()))
  const progress = Array.from({ length: shards }, () => 0)
  const children = progress.map((_, shard) => {
    const child = fork(PROCESS, [], { execArgv: FLAGS, serialization: 'advanced' })
    stepBack(child)
    // One that cannot be told anything ends, and says so there.
    child.send({ ...task, location, shard, shards } satisfies ProcessTask, () => undefined)
    return child
  })
  let stopped = false
  const ends = children.map((child) => new Promise((resolve) => void child.once('exit', resolve).once('error', resolve)))
  const stop = async (): Promise<void> => {
    stopped = true
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(ends)
  }
  const tallies = children.map(
    (child, shard) =>
      new Promise<Tally | undefined>((resolve, reject) => {
        child.on('message', (message: ProcessMessage) => {
          if ('tally' in message) resolve(message.tally)
          else progress[shard] = message.progress
        })
        child.once('error', reject)
        child.once('exit', (code, signal) =>
          stopped ? resolve(undefined) : reject(new Error(`the process ended with ${signal ?? code} and without an answer`)),
        )
      }),
  )
  const done = Promise.all(tallies).then((all) => {
    const whole = all.flatMap((tally) => tally ?? [])
    return whole.length === shards ? addTallies(whole) : undefined
  })
  // One that failed takes the other along.
  done.catch(stop)
  const pids = children.flatMap(({ pid }) => pid ?? [])
  return { done, pids, progress: () => progress.reduce((sum, one) => sum + one, 0) / shards, stop }
}

/** Where the system does not allow it, or the process has ended already, everything goes on as it is. */
function stepBack({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {}
}
