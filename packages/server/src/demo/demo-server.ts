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
  /** Signs a billing event and posts it to the webhook. */
  bill(change: SubscriptionChange, now: number): Promise<void>
}

/** Talks to the server through `request`, which is `fetch` on its address or the application itself. */
export function createDemoServer(request: (path: string, init: RequestInit) => Response | Promise<Response>): DemoServer {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sk_test_demo' }
  const send: DemoServer['send'] = async (method, path, body) => {
    const response = await request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
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
    bill: (change, now) =>
      postStripeEvent(change, DEMO_STRIPE_SECRET, now, (body, signed) => request('/v1/stripe', { method: 'POST', headers: signed, body })),
  }
}
