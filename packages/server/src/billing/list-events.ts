import { dayOf } from '@espalier/core'
import { BILLING_OUTCOMES, type BillingEventQuery, type BillingEventReport } from '@espalier/core/schema'
import { accountNamed } from '../decisions/rules.ts'
import { HttpError } from '../http/errors.ts'
import type { BillingOutcome, ListedBilling } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { isFollowed, isOnlyKept } from './apply-event.ts'

const DAY = 86_400_000
/** Days of which wrong signatures are counted, today included. */
const DAYS = 30
/** What somebody may have to do something about. */
const NOT_APPLIED: readonly BillingOutcome[] = ['parked', 'ignored', 'refused']

/** Billing events and what became of them, the newest first. `now` is epoch milliseconds. */
export async function listEvents(store: Store, query: BillingEventQuery, now: number): Promise<BillingEventReport> {
  const { billing } = store
  const { status, account: named, before, limit } = query
  const account = named === undefined ? undefined : await accountNamed(store, named)
  const statuses = status === undefined ? BILLING_OUTCOMES : status === 'not-applied' ? NOT_APPLIED : [status]
  const of = account === undefined ? {} : { account }
  const after = before === undefined ? {} : { after: placeIn(before) }
  const found = await billing.list({ statuses, ...of, ...after, limit: limit + 1 })
  const counted = await billing.countByStatus(account)
  const { times, last } = await billing.unsignedSince(dayOf(now) - DAYS + 1)
  const listed = found.slice(0, limit)
  const end = found.length > limit ? listed.at(-1) : undefined
  return {
    events: listed.map(toAnswer),
    counts: Object.fromEntries(BILLING_OUTCOMES.map((one) => [one, counted.get(one) ?? 0])) as BillingEventReport['counts'],
    signatures: { failed: times, days: DAYS, lastOn: last === undefined ? null : iso(last * DAY).slice(0, 10) },
    next: end ? Buffer.from(`${end.receivedAt} ${end.id}`).toString('base64url') : null,
  }
}

function toAnswer(one: ListedBilling): BillingEventReport['events'][number] {
  const { id, type, createdAt, receivedAt, account, customer, status, refused } = one
  return {
    id,
    source: isTold(type) ? 'api' : 'stripe',
    type,
    at: createdAt === undefined ? null : iso(createdAt),
    receivedAt: iso(receivedAt),
    account: account ?? null,
    customer: customer ?? null,
    status,
    reason: reasonOf(one),
    field: refused?.field ?? null,
    times: refused?.times ?? 1,
  }
}

/** Why an event was not applied. The type says it for all that is kept, also after an erasure has emptied the event. */
function reasonOf({ status, type, refused }: ListedBilling): BillingEventReport['events'][number]['reason'] {
  if (refused) return refused.reason
  if (status === 'parked') return 'customer-unlinked'
  if (status === 'stale') return 'newer-known'
  if (status === 'ignored') return isFollowed(type) ? 'other-mode' : 'type-not-followed'
  if (status === 'recorded') return isOnlyKept(type) ? 'kept-for-the-record' : 'names-no-account'
  return null
}

/** States that were told by the API or a file have no type of their own. */
const isTold = (type: string): boolean => type === 'subscription'

const iso = (at: number): string => new Date(at).toISOString()

/** Reads `next` again. Throws a 400 for anything else. */
function placeIn(before: string): { receivedAt: number; id: string } {
  const [, at, id] = /^(\d{1,15}) ([^\0]+)$/s.exec(Buffer.from(before, 'base64url').toString('utf8')) ?? []
  if (at !== undefined && id !== undefined) return { receivedAt: Number(at), id }
  throw new HttpError(400, 'invalid-query', 'before: expected "next" of the page before', {
    field: 'before',
    expected: '"next" of the page before',
  })
}
