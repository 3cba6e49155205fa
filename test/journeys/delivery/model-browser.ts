import { EVENTS, type BatchAnswer, type WireEvent } from '@espalier/core'
import { createEventId } from '../../../packages/sdk/src/event-id.ts'
import { createLoss, type Loss } from '../../../packages/sdk/src/loss.ts'
import { createNow, type Clock } from '../../../packages/sdk/src/platform/clock.ts'
import { createMemoryStorage, type Storage } from '../../../packages/sdk/src/platform/storage.ts'
import { createManualClock, type ManualClock } from '../../../packages/sdk/src/testing/manual-clock.ts'
import { keepOnDisk } from '../../../packages/sdk/src/transport/disk.ts'
import { keepSafely, type Keep, type Waiting } from '../../../packages/sdk/src/transport/keep.ts'
import { createBox } from '../../../packages/sdk/src/transport/box.ts'
import type { Post } from '../../../packages/sdk/src/transport/post.ts'
import { createQueue, type Queue } from '../../../packages/sdk/src/transport/queue.ts'
import { retry } from '../../../packages/sdk/src/transport/retry.ts'
import { sendOverHttp } from '../../../packages/sdk/src/transport/send.ts'
import type { OpenApp } from '../../../packages/server/src/open-app.case.ts'
import { STEP } from './ledger.ts'

/** Where pages leave what is on no disk yet. */
const EARLY = 'early:pk_test_demo:'

/** How the network is: `cut` before the server, `lose` the answer, `busy` (503), `small` (requests that outlive their page are refused). */
export type Network = 'up' | 'cut' | 'lose' | 'busy' | 'small'

/** What becomes of events that are tracked. */
export type Kind = 'plain' | 'wrong' | 'large'

/** A tab with the client's real box, and the real queue that takes over from it. */
export interface Tab {
  queue: Queue
  track(kind: Kind): void
  /** Ends it as a crash does: whatever it was doing is never finished. */
  kill(): void
  /** Ends it as its person does. */
  close(): void
}

/** One browser: its disk, its tabs and what it knows of the events that were tracked in it. */
export interface ModelBrowser {
  tabs: Tab[]
  clock: ManualClock
  /** How far its clock is off. Milliseconds. */
  skew: number
  network: Network
  /** `full`: the disk takes nothing more; `broken`: it refuses everything. */
  disk: 'fine' | 'full' | 'broken'
  /** What its tabs remember beside the disk. */
  storage: Storage
  loss: Loss
  tracked: string[]
  /** Ids that the queue let go of although no answer had named them, and ids over the limit: each has to be counted. */
  givenUp: Set<string>
  /** Ids that only a page's memory held, or nothing yet, when that page ended. */
  gone: Set<string>
  /** Ids that were to be let go of more than once: an answer that cannot delete its event, or comes while the event is given up. */
  doubtful: Set<string>
  open(): Tab
  /** Nothing of a living tab is on its way any more. */
  settle(): Promise<void>
}

/** A fault that is planted, to see that it is seen. */
export interface Fault {
  disk?: (disk: Keep) => Keep
  /** Changes what is sent. */
  body?: (body: string) => string
}

/** Opens a browser for the visitor `person`, over `globalThis.indexedDB` and the app. */
export function openBrowser({ app }: OpenApp, person: string, clock = createManualClock(), fault: Fault = {}): ModelBrowser {
  const storage = createMemoryStorage()
  const requests = new Set<Promise<unknown>>()
  const seen = new Set<string>()
  const locks = createKilledLocks()

  const open = (): Tab => {
    let alive = true
    const safe = new Set<string>()
    const mine = new Set<string>()
    const acknowledged = new Set<string>()
    const never = new Promise<never>(() => undefined)
    /** A page that was killed neither begins nor hears anything. */
    const living = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!alive) return never
      try {
        const result = await work()
        return alive ? result : await never
      } catch (error) {
        if (!alive) return never
        throw error
      }
    }
    const tabClock: Clock = {
      now: createNow(() => clock.now() + browser.skew),
      after: (ms, work) => clock.after(ms, () => alive && work()),
    }
    const real = keepOnDisk('pk_test_demo', tabClock)
    const disk = fault.disk?.(real) ?? real
    const refuse = (): Promise<never> => Promise.reject(new DOMException('full', 'QuotaExceededError'))
    const unless = <T>(refused: boolean, work: () => Promise<T>): Promise<T> => (refused ? refuse() : living(work))
    const local: Storage = { ...storage, write: (name, value) => alive && storage.write(name, value) }
    const guarded: Keep = {
      put: (events) =>
        unless(browser.disk !== 'fine', async () => {
          await disk.put(events)
          for (const [id] of events) safe.add(id)
        }),
      first: (count) => unless(browser.disk === 'broken', () => disk.first(count)),
      remove: (ids) =>
        unless(browser.disk === 'broken', async () => {
          const removed = await disk.remove(ids)
          // The page that ends between letting go and counting is the one that nobody can count.
          if (!alive) for (const id of removed) browser.gone.add(id)
          return removed
        }),
      size: () => unless(browser.disk === 'broken', () => disk.size()),
      close: disk.close,
    }
    const letGo = (id: string): void => void (seen.has(id) ? browser.doubtful : seen).add(id)
    const keepAs = (own: string): Keep => {
      const kept = keepSafely(guarded, local, EARLY, own)
      return {
        ...kept,
        remove: (ids) =>
          living(async () => {
            ids.forEach(letGo)
            const removed = await kept.remove(ids)
            for (const id of removed) if (!acknowledged.has(id)) browser.givenUp.add(id)
            return removed
          }),
      }
    }
    const post: Post = (path, body, leaving) => {
      const ask = async (): Promise<Awaited<ReturnType<Post>>> => {
        const { network } = browser
        if (network === 'cut' || (network === 'small' && leaving && body.length > 2000)) return { status: 0 }
        if (network === 'busy') return { status: 503, retryAfter: '1' }
        const response = await app.request(path, {
          method: 'POST',
          body: fault.body?.(body) ?? body,
          headers: { 'content-type': 'text/plain' },
        })
        if (network === 'lose') return { status: 0 }
        const answer = (await response.json()) as BatchAnswer
        if (alive) for (const { messageId, status } of answer.results) if (status !== 'rejected') acknowledged.add(messageId)
        return { status: response.status, body: answer }
      }
      const asked = ask()
      requests.add(asked)
      void asked.finally(() => requests.delete(asked))
      return living(() => asked)
    }
    const add = (event: string, more: Record<string, unknown>): string => {
      const now = tabClock.now()
      const messageId = createEventId(now)
      const properties = event === STEP ? { ...more, n: messageId } : more
      mine.add(messageId)
      queue.add({ type: 'track', event, messageId, timestamp: new Date(now).toISOString(), anonymousId: person, properties } as WireEvent)
      return messageId
    }
    const shared = {
      send: sendOverHttp(post, 'pk_test_demo', tabClock),
      lock: <T>(work: () => Promise<T>) => living<T>(() => locks.lock<T>(tab, work)),
      clock: tabClock,
    }
    const queue = createBox({
      ...shared,
      send: async (...sent) => {
        const reply = await shared.send(...sent)
        for (const { messageId, status } of reply.results ?? []) if (status !== 'rejected') letGo(messageId)
        return reply
      },
      name: EARLY,
      storage: local,
      load: () =>
        living(async () => {
          if (browser.network === 'cut') throw new TypeError('Failed to fetch dynamically imported module')
          return ({ own, mine: held, last }) =>
            createQueue({
              ...shared,
              mine: held,
              keep: keepAs(own),
              send: retry(shared.send, tabClock, last),
              loss: browser.loss,
              onSent: () => {
                const lost = browser.loss.take()
                if (lost) add(EVENTS.dropped, lost)
              },
              onRefused: () => undefined,
            })
        }),
    })
    const end = (): void => {
      alive = false
      browser.tabs = browser.tabs.filter((one) => one !== tab)
      const early = storage.names().map((name) => (name.startsWith(EARLY) ? storage.read<unknown>(name) : undefined))
      const held = new Set(early.flatMap((one) => (Array.isArray(one) ? (one as Waiting[]).map(([id]) => id) : [])))
      for (const id of mine) if (!safe.has(id) && !held.has(id)) browser.gone.add(id)
      locks.release(tab)
    }
    const tab: Tab = {
      queue,
      track: (kind) => {
        const id = add(kind === 'wrong' ? 'espalier:no-such-event' : STEP, kind === 'large' ? { text: 'x'.repeat(33_000) } : {})
        browser.tracked.push(id)
        if (kind === 'large') browser.givenUp.add(id)
      },
      kill: end,
      close: () => {
        queue.leave()
        queue.close()
        end()
      },
    }
    browser.tabs.push(tab)
    return tab
  }

  const browser: ModelBrowser = {
    tabs: [],
    clock,
    skew: 0,
    network: 'up',
    disk: 'fine',
    storage,
    loss: createLoss(storage),
    tracked: [],
    givenUp: new Set(),
    gone: new Set(),
    doubtful: new Set(),
    open,
    settle: async () => {
      while (requests.size > 0) await Promise.all(requests)
      const { network } = browser
      browser.network = 'cut'
      for (const { queue } of browser.tabs) await queue.flush()
      browser.network = network
    },
  }
  return browser
}

/** Web Locks: one holder among all tabs; the browser takes the lock from a tab that ends. */
function createKilledLocks(): { lock<T>(tab: Tab, work: () => Promise<T>): Promise<T>; release(tab: Tab): void } {
  let waiting: { tab: Tab; enter: () => void }[] = []
  let holder: Tab | undefined
  const next = (): void => {
    const first = waiting.shift()
    holder = first?.tab
    first?.enter()
  }
  return {
    lock: async (tab, work) => {
      await new Promise<void>((enter) => {
        waiting.push({ tab, enter })
        if (!holder) next()
      })
      try {
        return await work()
      } finally {
        if (holder === tab) next()
      }
    },
    release: (tab) => {
      waiting = waiting.filter((one) => one.tab !== tab)
      if (holder === tab) next()
    },
  }
}
