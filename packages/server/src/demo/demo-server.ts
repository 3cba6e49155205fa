import type { BatchAnswer, WireEvent } from '@espalier/core'
import { DEMO_STRIPE_SECRET } from '../deps.ts'
import { postStripeEvent } from './post-stripe-event.ts'
import type { SubscriptionChange } from './subscription-event.ts'

const BATCH = 300

/** The server as the demo product's backend sees it: over HTTP, with the secret key, like any customer's backend. */
export interface DemoServer {
  /** Rejects with the server's own words when it refuses. */
  send(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown): Promise<unknown>
  /** Sends events in batches; rejects when one of them is refused. */
  sendEvents(events: readonly WireEvent[], now: number): Promise<void>
  /** Asks like a page of this person what can be shown; answers the time of the answer. */
  boot(userId: string, groupId: string): Promise<number>
  /** Signs a billing event and posts it to the webhook. */
  bill(change: SubscriptionChange, now: number): Promise<void>
}

/** Talks to the server through `request`, which is `fetch` on its address or the application itself. */
export function createDemoServer(request: (path: string, init: RequestInit) => Response | Promise<Response>): DemoServer {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sk_test_demo' }
  const send = async (method: string, path: string, body?: unknown, key = headers): Promise<unknown> => {
    const response = await request(path, { method, headers: key, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
    return response.json()
  }
  return {
    send,
    async sendEvents(events, now) {
      for (let from = 0; from < events.length; from += BATCH) {
        const batch = { batch: events.slice(from, from + BATCH), sentAt: new Date(now).toISOString() }
        const { results } = (await send('POST', '/v1/batch', batch)) as BatchAnswer
        const refused = results.find((one) => one.status === 'rejected')
        if (refused) throw new Error(`an event was refused: ${refused.error?.field ?? ''}: ${refused.error?.message ?? ''}`)
      }
    },
    async boot(userId, groupId) {
      const page = { ...headers, authorization: 'Bearer pk_test_demo' }
      const { at } = (await send('POST', '/v1/boot', { anonymousId: `${userId}-browser`, userId, groupId, zone: 'Asia/Tokyo' }, page)) as {
        at: number
      }
      return at
    },
    bill: (change, now) =>
      postStripeEvent(change, DEMO_STRIPE_SECRET, now, (body, signed) => request('/v1/stripe', { method: 'POST', headers: signed, body })),
  }
}
