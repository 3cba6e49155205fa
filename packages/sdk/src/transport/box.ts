import type { WireEvent } from '@espalier/core'
import { createEventId, timeOfEventId } from '../event-id.ts'
import { addLoss, hasLoss } from '../loss.ts'
import type { Clock } from '../platform/clock.ts'
import type { Lock } from '../platform/lock.ts'
import type { Storage } from '../platform/storage.ts'
import { quietly } from '../platform/quiet.ts'
import { fit, LEAVING_BYTES } from './fit.ts'
import { BATCH_BYTES, jsonOf } from './json-of.ts'
import type { Waiting } from './keep.ts'
import type { Queue } from './queue.ts'
import { backOff, isRefused, OLDEST_MS } from './retry.ts'
import type { Reply, Send } from './send.ts'

/** So many events call for the queue at once; fewer are sent after `PATIENCE_MS`. */
const ENOUGH = 20
const PATIENCE_MS = 3000
/** So many events are written to the storage, and as many wait in memory while what sends cannot be fetched. */
const KEPT = 100
const CAPACITY = 10_000

/** What a box gives to the queue that takes over from it. */
export interface Handover {
  /** Events of this page without an answer: id to JSON. Both go on working with the same map. */
  mine: Map<string, string>
  /** Under this name they are in the storage. */
  own: string
  /** What became of the last attempt to send some. */
  last: Reply | undefined
}

/** What a box is made of. */
export interface BoxParts {
  /** Names in the storage begin with it: `<name><page>` holds the events of a page, `<name>disk` says that a disk holds some. */
  name: string
  storage: Storage
  send: Send
  lock: Lock
  clock: Clock
  /** Fetches what makes the queue. */
  load(): Promise<(handover: Handover) => Queue>
}

/**
 * The queue as a page begins with it, and most pages end: a box of fresh events that is in the storage before the task ends which recorded
 * them, under a name of this page's own, so that no tab writes over another. The queue proper (disk, repeated attempts) is fetched when
 * 20 events wait, when the host asks to flush, and when the box alone cannot do what it is asked for; it takes over the very map that the
 * box holds, and what pages left that ended before theirs was there. The server keeps one of what is sent twice.
 *
 * The box sends by itself 3 seconds after the first event and before the server is asked for campaigns, along with what other pages left
 * in their boxes, if all fits into one request, nothing waits on the disk or is too old, no loss is to be told, and no attempt failed
 * before; and when the page goes away. It forgets an event only when the server has named it. Whatever else is answered is for the queue.
 * While that cannot be fetched events are held here, and it is tried again, each time after twice as long.
 */
export function createBox({ name, storage, send, lock, clock, load }: BoxParts): Queue {
  const mine = new Map<string, string>()
  const own = name + createEventId(clock.now())
  let queue: Queue | undefined
  let loading: Promise<Queue | undefined> | undefined
  let stopTimer: (() => void) | undefined
  let left: string | undefined
  let last: Reply | undefined
  let asking: Promise<unknown> | undefined
  let failures = 0
  let writing = false
  let closed = false

  const write = (): void => {
    writing = false
    if (!queue) storage.write(own, mine.size ? [...mine].slice(0, KEPT) : undefined)
  }
  /** Names of what other pages left in this browser. */
  const others = (): string[] => storage.names().filter((one) => one !== own && one.startsWith(name))
  /** Sends events of this page and of others; answers the ids that the server has now. */
  const ask = (batch: readonly Waiting[], leaving?: boolean): Promise<Set<string>> => {
    const answer = send(batch, leaving).then((reply) => {
      last = reply
      const has = new Set(reply.results?.flatMap(({ messageId, status }) => (status === 'rejected' ? [] : messageId)))
      for (const id of has) mine.delete(id)
      if (has.size) write()
      return has
    })
    asking = answer
    return answer
  }
  /** True when nothing waits any more. */
  const sendAlone = async (): Promise<boolean> => {
    const found = others().map((other) => [other, storage.read<Waiting[]>(other)] as const)
    // What says that the disk holds some is no list.
    const isPlain = found.every(([, events]) => Array.isArray(events))
    if (queue || mine.size >= ENOUGH || (last && !last.results) || hasLoss(storage) || !isPlain) return false
    const batch = [...found.flatMap(([, events = []]) => events), ...mine]
    const oldest = clock.now() - OLDEST_MS
    if (batch.some(([id]) => timeOfEventId(id) < oldest) || fit(batch, BATCH_BYTES).length < batch.length) return false
    if (!batch.length) return true
    const has = await ask(batch)
    for (const [other, events] of found) {
      // Its page may be alive and have written more.
      const same = JSON.stringify(storage.read(other)) === JSON.stringify(events)
      if (same && events?.every(([id]) => has.has(id))) storage.write(other, undefined)
    }
    return batch.every(([id]) => has.has(id))
  }
  const sendAfter = (ms: number): void => {
    stopTimer?.()
    if (!closed) stopTimer = clock.after(ms, () => void flush(async () => undefined))
  }
  const fetchQueue = (): Promise<Queue | undefined> =>
    (loading ??= load().then(
      async (createQueue) => {
        // What the server is about to answer for is not sent again.
        await asking
        stopTimer?.()
        queue = createQueue({ mine, own, last })
        if (closed) queue.close()
        return queue
      },
      () => {
        loading = undefined
        sendAfter(backOff(++failures))
        return undefined
      },
    ))
  const flush = async (work?: (empty: boolean) => Promise<void>): Promise<void> => {
    let done = false
    const attempt = async (): Promise<void> => {
      done = await sendAlone()
      if (!done) return
      // What was recorded meanwhile.
      if (mine.size) sendAfter(PATIENCE_MS)
      await work?.(true)
    }
    if (work) await lock(attempt).catch(() => undefined)
    if (done) return
    const made = await fetchQueue()
    await (made ? made.flush(work) : work?.(false))
  }

  return {
    add: (event) => {
      if (queue) return queue.add(event)
      const json = jsonOf(event, (reason) => addLoss(storage, reason, 1))
      if (json === undefined) return
      if (mine.set(event.messageId, json).size > CAPACITY) {
        mine.delete([...mine.keys()][0] ?? '')
        addLoss(storage, 'full', 1)
      }
      if (writing !== (writing = true)) queueMicrotask(write)
      if (mine.size === ENOUGH) sendAfter(0)
      else if (mine.size === 1) sendAfter(PATIENCE_MS)
    },
    flush,
    waiting: async () => {
      const made = others().length ? await fetchQueue() : queue
      return made ? made.waiting() : [...mine.values()].map((json) => JSON.parse(json) as WireEvent)
    },
    leave: () => {
      if (queue) return queue.leave()
      const batch = fit([...mine], LEAVING_BYTES)
      // Hiding and leaving are one. Somebody who asked for patience is not asked again; the next page will.
      if (left !== (left = batch.at(-1)?.[0]) && left && !last?.retryAfter && !isRefused(last)) void ask(batch, true)
    },
    drop: async (reason) => {
      if (!queue) {
        addLoss(storage, reason, mine.size)
        // What is in the box must not reach a disk any more.
        mine.clear()
      }
      const made = await fetchQueue()
      if (made) return made.drop(reason)
      quietly(() => indexedDB.deleteDatabase('espalier'))
    },
    close: () => {
      closed = true
      stopTimer?.()
      queue?.close()
    },
  }
}
