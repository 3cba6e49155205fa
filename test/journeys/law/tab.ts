import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import type { Clock } from '../../../packages/sdk/src/platform/clock.ts'
import type { ManualClock } from '../../../packages/sdk/src/testing/manual-clock.ts'
import { type Device, WebStorage } from './device.ts'
import type { Dice } from './dice.ts'

/** One tab of a browser. */
export interface Tab {
  /** What it keeps from page to page. */
  readonly session: WebStorage
  /** The clock for its pages: what they wait for happens in this tab. */
  readonly clock: Clock
  /** Does something in it. */
  run<T>(work: () => T): T
}

/** A browser, which lives as the globals of this process. Its tabs hear each other a little later. */
export interface Browser {
  /** A new tab; a copy of another one begins with what that keeps. */
  open(copied?: Tab): Tab
  close(): void
}

const NAMES = ['localStorage', 'sessionStorage', 'BroadcastChannel'] as const

/** Starts a browser on a device; one at a time. Messages between tabs are up to `SLOWEST` under way, in the order of sending. */
export function startBrowser({ local }: Device, clock: ManualClock, dice: Dice): Browser {
  const within = new AsyncLocalStorage<WebStorage>()
  const channels = new Set<Channel>()

  class Channel {
    onmessage: ((message: { data: unknown }) => void) | undefined
    private readonly name: string
    private readonly receive = AsyncResource.bind((data: unknown) => channels.has(this) && this.onmessage?.({ data }))
    private last = 0

    constructor(name: string) {
      this.name = name
      channels.add(this)
    }

    postMessage(data: unknown): void {
      for (const other of channels) {
        if (other === this || other.name !== this.name) continue
        const copy = structuredClone(data)
        other.last = Math.max(other.last, clock.now() + dice.between(1, SLOWEST))
        clock.after(other.last - clock.now(), () => other.receive(copy))
      }
    }

    close(): void {
      channels.delete(this)
    }
  }

  const before = new Map(NAMES.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]))
  const define = (name: (typeof NAMES)[number], get: () => unknown) => Object.defineProperty(globalThis, name, { get, configurable: true })
  define('localStorage', () => local)
  define('sessionStorage', () => within.getStore())
  define('BroadcastChannel', () => Channel)

  return {
    open(copied) {
      const session = Object.assign(new WebStorage(), copied?.session)
      return {
        session,
        clock: { now: clock.now, after: (ms, work) => clock.after(ms, AsyncResource.bind(work)) },
        run: (work) => within.run(session, work),
      }
    },
    close() {
      for (const [name, was] of before) {
        if (was) Object.defineProperty(globalThis, name, was)
        else Reflect.deleteProperty(globalThis, name)
      }
    },
  }
}

/** Milliseconds. */
const SLOWEST = 40
