import { setImmediate } from 'node:timers/promises'
import type { EventResult } from '@espalier/core'
import { storageFault } from '../store/fault.ts'
import type { Store } from '../store/store.ts'
import type { IncomingEvent } from './accept.ts'
import { applyEvents } from './apply.ts'

/** The most events that share a transaction, so that nobody waits long behind others. */
const MOST = 2000

interface Waiting {
  events: readonly IncomingEvent[]
  resolve(results: EventResult[]): void
  reject(error: unknown): void
}

/** Keeps the events of one request and answers once they are committed. */
export type Commit = (events: readonly IncomingEvent[]) => Promise<EventResult[]>

/**
 * Lets requests that arrive together, or while a transaction runs, share the next one: one flush of the disk serves all of them.
 * SQLite works in this very thread, so requests that wait in their sockets have to be let in before it begins.
 */
export function createGroupCommit(store: Store): Commit {
  const waiting: Waiting[] = []
  let running = false

  async function run(): Promise<void> {
    running = true
    while (waiting.length > 0) {
      await letIn()
      await commit(take())
    }
    running = false
  }

  /** Until a turn of the event loop brings nobody new, or a transaction is full. */
  async function letIn(): Promise<void> {
    let before = 0
    while (waiting.length > before && count(waiting) < MOST) {
      before = waiting.length
      await setImmediate()
    }
  }

  function take(): Waiting[] {
    let events = 0
    const most = waiting.findIndex((one) => (events += one.events.length) > MOST)
    return waiting.splice(0, most === -1 ? waiting.length : Math.max(1, most))
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await applyEvents(
        store,
        group.flatMap(({ events }) => events),
      )
      let from = 0
      for (const { events, resolve } of group) resolve(results.slice(from, (from += events.length)))
    } catch (error) {
      // What one request does to the database must not fail the others. A database that takes nothing fails them all at once.
      if (group.length > 1 && !storageFault(error)) for (const one of group) await commit([one])
      else for (const { reject } of group) reject(error)
    }
  }

  return (events) =>
    new Promise((resolve, reject) => {
      waiting.push({ events, resolve, reject })
      if (!running) void run()
    })
}

const count = (waiting: readonly Waiting[]): number => waiting.reduce((sum, { events }) => sum + events.length, 0)
