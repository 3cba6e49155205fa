import type { EVENTS, EventResult, WireEvent } from '@espalier/core'
import { timeOfEventId } from '../event-id.ts'
import type { Loss, LossReason } from '../loss.ts'
import type { Clock } from '../platform/clock.ts'
import type { Lock } from '../platform/lock.ts'
import type { Keep, Waiting } from './keep.ts'
import type { Reply, Send } from './send.ts'

const DROPPED: typeof EVENTS.dropped = 'espalier:dropped'
const BATCH = 20
const BATCH_BYTES = 32_768
const LEAVING_BYTES = 16_384
const PATIENCE_MS = 3000
/** The server answered without a result for the events, or the disk cannot delete them. */
const STUCK_MS = 300_000
const CAPACITY = 10_000
const OLDEST_MS = 7 * 86_400_000

/** Events on their way: kept before they are sent, deleted when the server has answered for them. Nothing here throws or rejects. */
export interface Queue {
  add(event: WireEvent): void
  /** Sends what waits; then runs `work`, before anybody else can send. `work` learns whether nothing waits any more. */
  flush(work?: (empty: boolean) => Promise<void>): Promise<void>
  /** Events that the server has not answered for. */
  waiting(): Promise<WireEvent[]>
  /** The page goes away: sends what this tab has not seen stored, in requests that outlive it. */
  leave(): void
  /** Gives up all that waits. */
  drop(reason: LossReason): Promise<void>
  close(): void
}

/** What a queue is made of. */
export interface QueueParts {
  keep: Keep
  send: Send
  loss: Loss
  lock: Lock
  clock: Clock
  /** The server took a batch. */
  onSent(): void
  /** The server refused for good (key, status). */
  onRefused(status: number): void
}

/** Creates the queue; it sends on its own, 20 events or 3 seconds after an event. */
export function createQueue({ keep, send, loss, lock, clock, onSent, onRefused }: QueueParts): Queue {
  /** Events of this tab without an answer; they can be sent at once when the page goes away. */
  const mine = new Map<string, string>()
  const left = new Set<string>()
  let writing: Promise<void> | undefined
  let unwritten: Waiting[] = []
  let added = 0
  let stopTimer: (() => void) | undefined
  let timerAt = Infinity
  let notBefore = 0
  let closed = false

  const schedule = (ms: number): void => {
    const at = Math.max(clock.now() + ms, notBefore)
    if (closed || at >= timerAt) return
    stopTimer?.()
    timerAt = at
    stopTimer = clock.after(at - clock.now(), () => {
      timerAt = Infinity
      void flush()
    })
  }

  const write = async (): Promise<void> => {
    await Promise.resolve()
    const events = unwritten
    unwritten = []
    writing = undefined
    await keep.put(events)
    if ((await keep.size()) > CAPACITY) await lock(trim)
  }

  const forget = async (ids: string[]): Promise<void> => {
    for (const id of ids) mine.delete(id)
    await keep.remove(ids)
  }

  const giveUp = async (events: readonly Waiting[], reason: LossReason): Promise<void> => {
    for (const [, json] of events) {
      // The report of a loss is not a loss: what it counted is counted again.
      const report = json.includes(DROPPED) && (JSON.parse(json) as WireEvent)
      if (!report || report.event !== DROPPED) loss.add(reason, 1)
      else if (reason !== 'rejected' && reason !== 'refused') loss.putBack(report.properties ?? {})
    }
    await forget(events.map(([id]) => id))
  }

  const settle = async (batch: readonly Waiting[], results: EventResult[]): Promise<void> => {
    const status = new Map(results.map((one) => [one.messageId, one.status]))
    await giveUp(
      batch.filter(([id]) => status.get(id) === 'rejected'),
      'rejected',
    )
    await forget(batch.flatMap(([id]) => (status.get(id) === 'accepted' || status.get(id) === 'duplicate' ? [id] : [])))
  }

  const fail = async (batch: readonly Waiting[], { status, waitMs = PATIENCE_MS }: Reply): Promise<number> => {
    if (status === 401 || status === 403) {
      notBefore = Infinity
      onRefused(status)
    } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      // One of them makes the request unreadable: smaller and smaller requests find it.
      if (batch.length > 1) return batch.length >> 1
      await giveUp(batch, 'refused')
      return 1
    } else notBefore = clock.now() + waitMs
    return 0
  }

  const trim = async (): Promise<void> => {
    const excess = (await keep.size()) - CAPACITY
    if (excess > 0) await giveUp(await keep.first(excess), 'full')
    const oldest = await keep.first(BATCH)
    const expired = oldest.filter(([id]) => timeOfEventId(id) < clock.now() - OLDEST_MS)
    await giveUp(expired, 'expired')
    if (expired.length === BATCH) await trim()
  }

  /** True when nothing waits any more. */
  const drain = async (): Promise<boolean> => {
    let limit = BATCH
    let before = ''
    notBefore = 0
    left.clear()
    await trim()
    while (!closed && limit > 0) {
      await writing
      const batch = fit(await keep.first(limit), BATCH_BYTES)
      const [first] = batch
      if (!first) return true
      const round = first[0] + limit
      if (round === before) limit = await fail(batch, { status: 0, waitMs: STUCK_MS })
      if (limit < 1) break
      before = round
      const reply = await send(batch)
      if (reply.results) {
        await settle(batch, reply.results)
        limit = BATCH
        onSent()
      } else limit = await fail(batch, reply)
    }
    return false
  }

  const flush: Queue['flush'] = (work) => {
    added = 0
    return lock(async () => {
      const empty = await drain()
      if (!empty) schedule(PATIENCE_MS)
      await work?.(empty)
    }).catch(() => undefined)
  }

  return {
    add: (event) => {
      let json: string
      try {
        json = JSON.stringify(event)
      } catch {
        return loss.add('unreadable', 1)
      }
      if (bytes(json) > BATCH_BYTES) return loss.add('too-large', 1)
      mine.set(event.messageId, json)
      unwritten.push([event.messageId, json])
      writing ??= write()
      schedule(++added < BATCH ? PATIENCE_MS : 0)
    },
    flush,
    waiting: async () => {
      const kept = await keep.first(CAPACITY)
      return [...new Map([...kept, ...mine]).values()].map((json) => JSON.parse(json) as WireEvent)
    },
    leave: () => {
      let rest = [...mine].filter(([id]) => !left.has(id))
      while (rest.length > 0 && notBefore < Infinity) {
        const chunk = fit(rest, LEAVING_BYTES)
        rest = rest.slice(chunk.length)
        for (const [id] of chunk) left.add(id)
        void send(chunk, true).then(async ({ results }) => results && settle(chunk, results))
      }
    },
    drop: async (reason) => {
      // Only what waits now; what comes later may be sent.
      const events = new Map(mine)
      mine.clear()
      for (const [id, json] of await keep.first(CAPACITY)) events.set(id, json)
      await writing
      await giveUp([...events], reason)
    },
    close: () => {
      closed = true
      stopTimer?.()
      keep.close()
    },
  }
}

/** The first events that fit into `limit` bytes, at least one. */
function fit(events: readonly Waiting[], limit: number): Waiting[] {
  let size = 0
  return events.filter(([, json], index) => (size += bytes(json) + 1) <= limit - 200 || index === 0)
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}
