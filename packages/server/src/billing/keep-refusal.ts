import { createHash } from 'node:crypto'
import { hostId } from '@espalier/core/schema'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/errors.ts'
import { namingErased } from '../privacy/digests.ts'
import type { RefusalReason } from '../store/billing.ts'
import { AheadOfTime, customerOf } from './apply-event.ts'
import { stripeEvent } from './stripe-event.ts'

/** As much of an event as can be read, whatever else is wrong with it. */
const remains = z
  .looseObject({
    id: hostId.max(255).optional().catch(undefined),
    type: z
      .string()
      .regex(/^[a-z0-9_.]{1,100}$/i)
      .catch(''),
    created: stripeEvent.shape.created.optional().catch(undefined),
    data: z.looseObject({ object: z.looseObject({}).catch({}) }).catch({ object: {} }),
  })
  .catch({ type: '', data: { object: {} } })

/** Keeps why a request of Stripe was not taken: a wrong signature is counted; of what is signed, what it is and where it was wrong. */
export async function keepRefusal({ store, clock, unsigned }: Deps, body: Uint8Array, error: unknown): Promise<void> {
  if (!(error instanceof HttpError) || error.status !== 400) return
  const now = clock()
  if (error.code === 'signature-invalid') return unsigned.add(now)
  const event = remains.parse(parsed(body))
  const { type, created } = event
  const customer = customerOf(event)
  // Stripe sends the same bytes again, so that their hash names an event without an id.
  const id = event.id ?? `unnamed:${createHash('sha256').update(body).digest('hex').slice(0, 32)}`
  const { field } = error.details
  await store.transaction(async (inner) => {
    // Undated, it may have happened before.
    const about = { names: [customer, id], at: created === undefined ? 0 : created * 1000 }
    if ((await namingErased(inner.privacy, [about]))(about)) return
    await inner.billing.refuse({
      id,
      type,
      ...(created !== undefined && { createdAt: created * 1000 }),
      receivedAt: now,
      ...(customer !== undefined && { customer }),
      reason: reasonOf(error),
      ...(field && { field: withoutKeys(field) }),
    })
  })
}

function reasonOf(error: HttpError): RefusalReason {
  if (error instanceof AheadOfTime) return 'in-future'
  return error.code === 'invalid-json' ? 'not-json' : 'unreadable'
}

/** Keys of metadata are the host's own words. */
function withoutKeys(field: string): string {
  return field.replace(/(\.metadata)\..*$/s, '$1')
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
