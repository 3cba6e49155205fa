import type { Fact } from '@espalier/core'
import { applyEvents } from '../ingest/apply.ts'
import type { Store } from '../store/store.ts'
import type { StripeEvent } from './stripe-event.ts'

/** What rules may ask of an event of Stripe; nothing that names a person, an address or a card. */
const TOLD = [
  'status',
  'billing_reason',
  'amount_due',
  'amount_paid',
  'amount_total',
  'attempt_count',
  'currency',
  'cancel_at_period_end',
  'collection_method',
] as const

/**
 * Counts an event of Stripe as an event `stripe:<type>` of the account, for example `stripe:invoice.payment_failed`, so that rules can
 * count it and `server` triggers wait for it. Needs the transaction of the event.
 */
export async function countStripeEvent(store: Store, event: StripeEvent, account: string, now: number): Promise<void> {
  const { object } = event.data
  const told = TOLD.flatMap((name): [string, Fact][] => {
    const value = object[name]
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : []
  })
  const base = { type: 'track', at: event.created * 1000, receivedAt: now, seq: 0, context: {} } as const
  const name = `stripe:${event.type}`
  await applyEvents(store, [{ ...base, id: `stripe:${event.id}`, name, groupId: account, properties: Object.fromEntries(told) }])
}
