import type { EVENTS, EventResult, LossReason, WireEvent } from '@espalier/core'
import { timeOfEventId } from '../event-id.ts'
import type { Loss } from '../loss.ts'
import type { Clock } from '../platform/clock.ts'
import type { Lock } from '../platform/lock.ts'
import { fit, LEAVING_BYTES } from './fit.ts'
import { BATCH_BYTES, jsonOf } from './json-of.ts'
import type { Keep, Waiting } from './keep.ts'
import { isRefused, isTemporary, OLDEST_MS } from './retry.ts'
import type { Reply, Send } from './send.ts'

const DROPPED: typeof EVENTS.dropped = 'espalier:dropped'
/**
 * So many events are sent soon, fewer after `PATIENCE_MS`. What comes within `BURST_MS` goes along, and the next request waits for
 * `PAUSE_MS`, so that a burst is a few requests.
 */
const ENOUGH = 20
const PATIENCE_MS = 3000
const BURST_MS = 200
const PAUSE_MS = 1000
/** A request holds what fits into it. */
const BATCH = 200
/** Smaller pieces than this are not tried when the browser refuses larger ones. */
const SMALLEST_BYTES = 1024
/** The server answered without a result for the events, or the disk cannot delete them. */
const STUCK_MS = 60_000
const CAPACITY = 10_000
/** So long after a page has opened its host may still sign somebody in, and so long after an event another tab may have their token. */
const SIGNING_MS = 60_000

/** Events on their way: kept before they are sent, deleted when the server has answered for them. Nothing here throws or rejects. */
export interface Queue {
  add(event: WireEvent): void
  /** Sends what waits; then runs `work`, before anybody else can send. `work` learns whether nothing waits any more that can be sent. */
  flush(work?: (empty: boolean) => Promise<void>): Promise<void>
  /** Events that the server has not answered for. */
  waiting(): Promise<WireEvent[]>
  /** The page goes away: sends what this tab has not seen stored, in requests that outlive it. */
  leave(): void
  /** Gives up all that waits. */
  drop(reason: LossReason): Promise<void>
  close(): void
}

/** A queue over a disk that others can delete. */
export interface DiskQueue extends Queue {
  /** What was kept may be gone: keeps again all that this page has no answer for. */
  keepAgain(): void
}

/** What a queue is made of. */
export interface QueueParts {
  keep: Keep
  send: Send
  loss: Loss
  lock: Lock
  clock: Clock
  /** Events that this page recorded before: id to JSON. The queue goes on with this map. */
  mine?: Map<string, string>
  /** The server took a batch. */
  onSent(): void
  /** The server refused for good (key, status). */
  onRefused(status: number): void
}

/** Creates the queue; it sends on its own, soon after 20 events wait or 3 seconds after the first of them. */
export function createQueue({ keep, send, loss, lock, clock, mine = new Map(), onSent, onRefused }: QueueParts): DiskQueue {
  // Events of this tab without an answer can be sent at once when the page goes away: `mine`.
  let left = new Map<string, string>()
  let writing: Promise<void> | undefined
  const unwritten: Waiting[] = [...mine]
  let added = 0
  let stopTimer: (() => void) | undefined
  let timerAt = Infinity
  let notBefore = 0
  let sentAt = 0
  let closed = false
  const began = clock.now()

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
    await keep.put(unwritten.splice(0))
  }

  const forget = (events: readonly Waiting[]): Promise<string[]> => {
    events.forEach(([id]) => mine.delete(id))
    return keep.remove(events.map(([id]) => id))
  }

  const giveUp = async (events: readonly Waiting[], reason: LossReason): Promise<void> => {
    // What two requests or two tabs give up is counted by the one that took it away.
    const gone = new Set(await forget(events))
    for (const [id, json] of events) {
      if (!gone.has(id)) continue
      // The report of a loss is not a loss: what it counted is counted again.
      const report = json.includes(DROPPED) && (JSON.parse(json) as WireEvent)
      if (!report || report.event !== DROPPED) loss.add(reason, 1)
      else if (reason !== 'rejected' && reason !== 'refused') loss.putBack(report.properties ?? {})
    }
  }

  /** True for what was refused because nobody signed it, while somebody still may. */
  const waitsForToken = ({ messageId, error }: EventResult): boolean =>
    error?.code === 'unsigned' && clock.now() < Math.max(began, timeOfEventId(messageId)) + SIGNING_MS

  const settle = async (batch: readonly Waiting[], results: EventResult[]): Promise<void> => {
    const status = new Map(results.flatMap((one) => (waitsForToken(one) ? [] : [[one.messageId, one.status]])))
    const rejected = batch.filter(([id]) => status.get(id) === 'rejected')
    await giveUp(rejected, 'rejected')
    await forget(batch.filter((one) => status.has(one[0]) && !rejected.includes(one)))
  }

  const fail = async (batch: readonly Waiting[], reply: Reply): Promise<number> => {
    const { status, body, waitMs = PATIENCE_MS } = reply
    if (isRefused(reply)) {
      closed = true
      onRefused(status)
      // Somebody in between may answer in the server's place; only the server's own word gives events up.
    } else if (isFinal(status) && (body as { error?: unknown } | undefined)?.error) {
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
    const expired = (await keep.first(BATCH)).filter(([id]) => timeOfEventId(id) < clock.now() - OLDEST_MS)
    await giveUp(expired, 'expired')
    if (expired.length === BATCH) await trim()
  }

  /** True when nothing waits any more but what waits for a token. */
  const drain = async (): Promise<boolean> => {
    let limit = BATCH
    let before = ''
    notBefore = 0
    left = new Map()
    await trim()
    while (!closed && limit > 0) {
      await writing
      const written = [...mine.keys()]
      const batch = fit(await keep.first(limit), BATCH_BYTES)
      const [first] = batch
      if (!first) {
        // Another tab may have sent them.
        written.forEach((id) => mine.delete(id))
        return true
      }
      const round = `${first[0]} ${limit} ${batch.length}`
      if (round === before) limit = await fail(batch, { status: 0, waitMs: STUCK_MS })
      if (limit < 1) break
      before = round
      sentAt = clock.now()
      const reply = await send(batch)
      if (reply.results) {
        await settle(batch, reply.results)
        if (reply.results.filter(waitsForToken).length === batch.length) {
          schedule(SIGNING_MS)
          return true
        }
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

  /** The browser lends a page 64 KiB for requests that outlive it, host and guests together: what is refused is tried in halves. */
  const depart = (events: readonly Waiting[], limit: number): void => {
    for (let rest = events; rest.length > 0 && !closed;) {
      const chunk = fit(rest, limit)
      rest = rest.slice(chunk.length)
      void send(chunk, true).then(({ status, results }) => {
        if (results) return settle(chunk, results)
        // While the server is out of reach, halves are no help.
        if (status === 0 && limit > SMALLEST_BYTES && notBefore <= clock.now()) depart(chunk, limit >> 1)
      })
    }
  }

  if (unwritten.length > 0) writing = write()
  return {
    add: (event) => {
      const json = jsonOf(event, (reason) => loss.add(reason, 1))
      if (json === undefined) return
      mine.set(event.messageId, json)
      if (unwritten.push([event.messageId, json]) < 2) writing = write()
      schedule(++added < ENOUGH ? PATIENCE_MS : Math.max(BURST_MS, sentAt + PAUSE_MS - clock.now()))
    },
    flush,
    waiting: async () => {
      const kept = await keep.first()
      return [...new Map([...kept, ...mine]).values()].map((json) => JSON.parse(json) as WireEvent)
    },
    leave: () => {
      const rest = [...mine].filter(([id]) => !left.has(id))
      left = new Map(mine)
      depart(rest, LEAVING_BYTES)
    },
    drop: async (reason) => {
      await writing
      await giveUp(await keep.first(), reason)
    },
    keepAgain: () => {
      if (closed || mine.size < 1) return
      unwritten.push(...mine)
      writing = write()
      schedule(PATIENCE_MS)
    },
    close: () => {
      closed = true
      stopTimer?.()
      keep.close()
    },
  }
}

/** True when the request itself is refused: trying again later is no help. */
function isFinal(status: number): boolean {
  return status > 399 && !isTemporary(status)
}
