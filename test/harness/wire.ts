import type { WireEvent } from '@espalier/core'
import type { BrowserContext, Request } from 'playwright-core'

const WAIT = 10_000

/** One request of a page to Espalier. */
export interface Sent {
  method: string
  /** Without query, for example `/v1/batch`. */
  path: string
  /** Parsed JSON; undefined where there is none. */
  body: unknown
}

/** Everything that the pages of a context send to Espalier. */
export interface Wire {
  sent: readonly Sent[]
  /** Events of all batches so far, in the order in which they were sent; an event that was sent again appears again. */
  events(): WireEvent[]
  /** Waits for a request to `path` that `matches`, counting those already sent. Fails with what was sent instead. */
  expect(path: string, matches?: (body: unknown) => boolean): Promise<Sent>
  /** Waits for a tracked event with this name, counting those already sent. */
  expectEvent(name: string, matches?: (event: WireEvent) => boolean): Promise<WireEvent>
  /** Fails if a request to `path` that `matches` was sent. Call it once the page has nothing left to send (`espalier.flush()`). */
  refute(path: string, matches?: (body: unknown) => boolean): void
  /** Fails if a tracked event with this name was sent. */
  refuteEvent(name: string, matches?: (event: WireEvent) => boolean): void
}

/** Watches what the pages of `context` send to the server at `url`, from now on. */
export function watchWire(context: BrowserContext, url: string): Wire {
  const sent: Sent[] = []
  const waiting = new Set<() => void>()
  context.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) || request.method() === 'OPTIONS') return
    sent.push({ method: request.method(), path: new URL(request.url()).pathname, body: bodyOf(request) })
    for (const wake of waiting) wake()
  })

  const events = () =>
    sent.filter((one) => one.path === '/v1/batch').flatMap((one) => (one.body as { batch?: WireEvent[] } | undefined)?.batch ?? [])
  const requests = (path: string, matches: (body: unknown) => boolean) => sent.filter((one) => one.path === path && matches(one.body))
  const named = (name: string, matches: (event: WireEvent) => boolean) => events().filter((one) => one.event === name && matches(one))

  function until<T>(find: () => T[], what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const [found] = find()
        if (found === undefined) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve(found)
      }
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`${what} was not sent within ${WAIT / 1000} s. Sent: ${summary()}`))
      }, WAIT)
      waiting.add(look)
      look()
    })
  }

  const summary = () =>
    sent.map((one) => `${one.method} ${one.path} ${JSON.stringify(one.body)?.slice(0, 300) ?? ''}`).join('\n') || 'nothing'
  const none = (found: unknown[], what: string) => {
    if (found.length > 0) throw new Error(`${what} was sent: ${JSON.stringify(found[0]).slice(0, 600)}`)
  }
  const any = () => true

  return {
    sent,
    events,
    expect: (path, matches = any) => until(() => requests(path, matches), path),
    expectEvent: (name, matches = any) => until(() => named(name, matches), `event "${name}"`),
    refute: (path, matches = any) => none(requests(path, matches), path),
    refuteEvent: (name, matches = any) => none(named(name, matches), `event "${name}"`),
  }
}

function bodyOf(request: Request): unknown {
  const text = request.postData()
  if (!text) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
