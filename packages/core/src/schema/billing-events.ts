import { z } from 'zod'
import { hostId } from './text.ts'

/**
 * What became of what a billing system sent. `applied`: it changed a state or a link; `recorded`: kept, no effect of its own; `stale`:
 * something newer is known; `parked`: waits until its customer is linked to an account; `ignored`: of the other mode, or of a type that
 * is not followed; `refused`: signed, and not taken.
 */
export const BILLING_OUTCOMES = ['applied', 'recorded', 'stale', 'parked', 'ignored', 'refused'] as const

/** Why an event was not applied. */
export const BILLING_REASONS = [
  'customer-unlinked',
  'other-mode',
  'type-not-followed',
  'newer-known',
  'kept-for-the-record',
  'names-no-account',
  'not-json',
  'unreadable',
  'in-future',
] as const

const ASKED = [...BILLING_OUTCOMES, 'not-applied'] as const

/** Which billing events are asked for. */
export const billingEventQuery = z.object({
  status: z
    .enum(ASKED, `expected one of ${ASKED.join(', ')}`)
    .optional()
    .describe('Only these; "not-applied" is parked, ignored and refused together'),
  account: hostId.optional().describe('Only those of this account'),
  before: z.string().min(1).max(1000).optional().describe('`next` of the page before'),
  limit: z.coerce.number('expected a number from 1 to 500').int().min(1).max(500).default(50),
})
export type BillingEventQuery = z.output<typeof billingEventQuery>

/** What became of billing events. */
export const billingEventReport = z.object({
  events: z
    .array(
      z.object({
        id: z.string().describe('As the billing system gave it; of a refused one without an id, "unnamed:" and a hash'),
        source: z.enum(['stripe', 'api']).describe('"api": told with POST /v1/subscriptions or a file'),
        type: z.string().describe('Such as customer.subscription.updated; empty where it could not be read'),
        at: z.iso.datetime().nullable().describe('When it happened'),
        receivedAt: z.iso.datetime().describe('When it came; of a refused one, the last time'),
        account: z.string().nullable().describe('Null where nobody said which one it is'),
        customer: z.string().nullable().describe('Of the billing system'),
        status: z.enum(BILLING_OUTCOMES),
        reason: z.enum(BILLING_REASONS).nullable().describe('Null where it was applied'),
        field: z.string().nullable().describe('Of a refused one: where it was wrong'),
        times: z.int().describe('How often a refused one came'),
      }),
    )
    .describe('The newest first, by when they came'),
  counts: z.record(z.enum(BILLING_OUTCOMES), z.int()).describe('All of the account, or of the workspace'),
  signatures: z
    .object({ failed: z.int(), days: z.int(), lastOn: z.iso.date().nullable().describe('UTC day') })
    .describe('Requests to the webhook whose signature was wrong in the last days. They are counted and not kept'),
  next: z.string().nullable().describe('`before` of the next page; null on the last one'),
})
export type BillingEventReport = z.infer<typeof billingEventReport>
