import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import type { Opening } from './open-guest.ts'

/** A host that makes life hard for its guests. */
export interface HostileHost {
  name: string
  opening: Opening
  /** A finding that says where the hostility is in force, so that no test is passed on a friendly page. */
  inForce: () => boolean
  /** No answer of ours arrives there, so nothing can appear. */
  cutOff?: true
  /** What a careless guest does there. */
  plant: () => void
  /** What is found of that. */
  finds: RegExp
}

const hostile = (script: () => void): Opening => ({ before: (page) => page.addInitScript(script) })
const ZONE = join(dirname(createRequire(import.meta.url).resolve('zone.js')), 'zone.umd.js')

/** Each with the script that makes it so. */
export const HOSTS: HostileHost[] = [
  {
    name: 'one whose frame blocks storage',
    opening: { path: '/frame.html?%2Fpage.html%20allow-scripts' },
    inForce: () => {
      try {
        return localStorage.length < 0
      } catch {
        return true
      }
    },
    plant: () => void setTimeout(() => localStorage.setItem('mine', '1')),
    finds: /^error: .*localStorage/,
  },
  {
    name: 'one that replaced fetch by something that throws',
    opening: hostile(() => {
      window.fetch = () => {
        throw new TypeError('the host replaced fetch')
      }
    }),
    inForce: () => !String(fetch).includes('[native code]'),
    cutOff: true,
    plant: () => void setTimeout(() => void fetch('/mine')),
    finds: /^error: .*the host replaced fetch/,
  },
  {
    name: 'one whose reader blocks what it takes for advertising',
    opening: { before: (page) => page.route(/\/v1\/(boot|batch)$/, (route) => route.abort('blockedbyclient')) },
    inForce: () => true,
    cutOff: true,
    plant: () => void setTimeout(() => fetch('/v1/boot')),
    finds: /^error: .*Failed to fetch/,
  },
  {
    name: 'one whose reader blocks everything but the script itself',
    opening: { before: (page) => page.route(/\/v1\/(?!sdk\.js)/, (route) => route.abort('blockedbyclient')) },
    inForce: () => true,
    cutOff: true,
    plant: () =>
      document.body.append(
        Object.assign(document.createElement('script'), { type: 'module', textContent: "await import('/v1/engine.js')" }),
      ),
    finds: /^error: .*dynamically imported/,
  },
  {
    name: 'one with a Promise of its own',
    opening: hostile(() => {
      type Callback = (value: unknown) => unknown
      const Native = Promise
      const { then } = Native.prototype
      const later = (call: unknown) =>
        typeof call === 'function'
          ? (value: unknown) => new Native((resolve) => setTimeout(() => resolve((call as Callback)(value))))
          : call
      // As polyfills do: callbacks in tasks of their own, and only what was there in 2015.
      const Slow = function (this: unknown, work: never) {
        return Reflect.construct(Native, [work], new.target ?? Slow) as unknown
      }
      Slow.prototype = Object.create(Native.prototype, {
        constructor: { value: Slow },
        finally: { value: undefined },
        // oxlint-disable-next-line unicorn/no-thenable -- a promise of the host's
        then: {
          value(this: never, done: unknown, failed: unknown) {
            return Reflect.apply(then, this, [later(done), later(failed)]) as unknown
          },
        },
      })
      for (const name of ['all', 'race', 'resolve', 'reject']) Reflect.set(Slow, name, Reflect.get(Native, name))
      Reflect.set(Native.prototype, 'done', () => undefined)
      Object.defineProperty(globalThis, 'Promise', { value: Slow, writable: true, configurable: true })
    }),
    inForce: () => !String(Promise).includes('[native code]'),
    plant: () => void setTimeout(() => Promise.allSettled([])),
    finds: /^error: .*allSettled/,
  },
  {
    name: 'one that put methods of its own on arrays',
    opening: hostile(() => {
      const { prototype } = Array
      Object.assign(prototype, { each: () => undefined })
      const replace = (name: string, value: unknown) => Object.defineProperty(prototype, name, { value, enumerable: true })
      for (const name of ['map', 'filter', 'forEach', 'find', 'some', 'includes', 'flatMap', 'slice', 'splice', 'join', 'sort'] as const) {
        const native = prototype[name] as (...args: unknown[]) => unknown
        replace(name, function (this: unknown[], ...args: unknown[]) {
          return native.apply(this, args)
        })
      }
    }),
    inForce: () => Object.keys(Array.prototype).includes('map'),
    plant: () => {
      // oxlint-disable-next-line typescript/no-for-in-array -- the fault that is planted
      for (const name in ['x']) document.body.setAttribute(`data-${name}`, '')
    },
    finds: /^document: [^]*data-each/,
  },
  {
    name: 'one that froze everything',
    opening: hostile(() => {
      for (const name of Object.getOwnPropertyNames(globalThis)) {
        const value: unknown = Object.getOwnPropertyDescriptor(globalThis, name)?.value
        if (typeof value !== 'function') continue
        Object.freeze(value)
        if (typeof value.prototype === 'object' && value.prototype) Object.freeze(value.prototype)
      }
    }),
    inForce: () => Object.isFrozen(Object.prototype) && Object.isFrozen(HTMLElement.prototype),
    plant: () => void setTimeout(() => Object.assign(Array.prototype, { last: 1 })),
    finds: /^error: .*last/,
  },
  {
    name: 'one with Zone.js',
    opening: { before: (page) => page.addInitScript({ path: ZONE }) },
    inForce: () => 'Zone' in globalThis && 'ZoneAwarePromise' === (Promise as { name: string }).name,
    plant: () => void Promise.reject(new Error('mine')),
    finds: /^(console|error): .*mine/,
  },
  {
    name: 'one on http: without crypto.subtle',
    opening: { origin: 'http://host.test' },
    inForce: () => !isSecureContext && !('subtle' in crypto) && !('randomUUID' in crypto) && !('locks' in navigator),
    plant: () => void setTimeout(() => crypto.randomUUID()),
    finds: /^error: .*randomUUID/,
  },
  {
    name: 'one whose browser names no valid language',
    opening: hostile(() => {
      Object.defineProperty(Navigator.prototype, 'language', { get: () => 'en-US@posix' })
      Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['en-US@posix'] })
    }),
    inForce: () => navigator.language === 'en-US@posix',
    plant: () => void setTimeout(() => new Intl.NumberFormat(navigator.language)),
    finds: /^error: RangeError/,
  },
  {
    name: 'one in quirks mode',
    opening: { path: '/quirks.html' },
    inForce: () => document.compatMode === 'BackCompat',
    plant: () => void (document.body.style.minHeight = '100%'),
    finds: /^document: BackCompat [^]*min-height/,
  },
  {
    name: 'one in a frame of another origin',
    opening: { path: '/frame.html?__ELSEWHERE__%2Fpage.html' },
    inForce: () => {
      try {
        return top?.document === null
      } catch {
        return true
      }
    },
    plant: () => void setTimeout(() => top?.document.body.append('mine')),
    finds: /^error: .*cross-origin/,
  },
]

/** The frame in which the host's page is. */
export function hostOf(page: Page): Page | Frame {
  return page.frames()[1] ?? page
}
