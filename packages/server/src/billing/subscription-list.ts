import { type Catalog, currency, hostId, instant, type Settings, slug } from '@espalier/core/schema'
import { z } from 'zod'
import { loadRules } from '../decisions/rules.ts'
import { AHEAD_MS } from '../http/ahead.ts'
import { fieldOf, itemError, type ItemError, readItems } from '../http/item-results.ts'
import { ERASED_SINCE, namingErased } from '../privacy/digests.ts'
import type { BilledItem, SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { applySubscription } from './apply-subscription.ts'
import { isCounted, monthlyOf, NOTHING, rounded, sumOf } from './mrr.ts'
import { toTerm } from './term.ts'

/** What is billed: one line of a subscription. */
const line = {
  plan: slug.optional().describe('Id of a plan, add-on or pack of the catalogue'),
  price: hostId.optional().describe('Id of the price in your billing system'),
  quantity: z.int().min(0).max(1_000_000_000).optional().describe('Default: 1'),
  amount: z
    .int()
    .min(0)
    .max(9e12)
    .optional()
    .describe('Minor units (cents, yen) for one piece; by default the price of the plan in the catalogue'),
  interval: z.enum(['day', 'week', 'month', 'year'], 'expected one of day, week, month, year').optional().describe('Default: month'),
  intervalCount: z.int().min(1).max(1200).optional().describe('Default: 1'),
  metered: z.boolean().optional().describe('Billed by use: no recurring revenue'),
  discount: z.number().min(0).max(1).optional().describe('Share that discounts without an end take away'),
}
const item = z.strictObject({
  id: hostId.optional().describe('Stays the same while the line does; by default the plan, else the price'),
  ...line,
})

/** Minor units. */
const MOST_MONTHLY = 9e12

const STATUSES = ['active', 'trialing', 'past_due', 'unpaid', 'paused', 'incomplete', 'canceled'] as const

/** How a subscription stands from a time on, told by any billing system: with its lines, or with one line written beside the rest. */
const state = z
  .strictObject({
    id: hostId.describe('Of the subscription'),
    account: hostId,
    at: instant.describe('Since when it stands so'),
    status: z.enum(STATUSES, `expected one of ${STATUSES.join(', ')}`),
    currency: currency.optional().describe('Default: the one of the workspace'),
    event: hostId.optional().describe('Unique for ever; by default made of id and at'),
    credit: hostId.optional().describe('Id of the decision that led to it, as the page told it'),
    paidUntil: instant.optional().describe('Until when it is paid for'),
    endsAt: instant.optional().describe('When it is to end; a later state without it takes that back'),
    canceledAt: instant.optional().describe('When somebody decided that it ends'),
    reason: z.string().max(1000).optional().describe('Why it changed; kept with the event'),
    items: z.array(item).max(100).optional().describe('In place of a single line beside the rest'),
    ...line,
  })
  .refine((given) => !given.items || Object.keys(line).every((field) => !(field in given)), {
    path: ['items'],
    error: 'expected either items, or one line written beside the rest',
  })
type State = z.output<typeof state>

export const subscriptionList = z.strictObject({ subscriptions: z.array(z.unknown()).min(1).max(2000) })

/** The same as the reference describes it; states are read one by one, so that one bad one does not lose the others. */
export const describedSubscriptions = z.strictObject({ subscriptions: z.array(state).min(1).max(2000) })

export const subscriptionResults = z.object({
  results: z.array(
    z.object({
      id: z.string().optional(),
      status: z.enum(['applied', 'stale', 'duplicate', 'rejected']),
      account: z.string().optional().describe('The account that it is booked for, where the one that was named is part of it'),
      error: itemError.optional(),
    }),
  ),
})
type Result = z.infer<typeof subscriptionResults>['results'][number]

/** Takes dated states in and says for each, in order, what became of it. Needs a transaction. */
export async function takeSubscriptions(store: Store, list: readonly unknown[], now: number): Promise<Result[]> {
  const [settings, catalog] = [await store.workspace.settings(), await store.workspace.catalog()]
  const { merged } = await loadRules(store)
  const results: Result[] = []
  const items = readItems(list, 'subscriptions', state)
  const isErased = await namingErased(
    store.privacy,
    items.flatMap((read) => ('error' in read ? [] : dated(read.value))),
  )
  for (const read of items) {
    if ('error' in read) {
      results.push({ status: 'rejected', error: read.error })
      continue
    }
    const { id } = read.value
    const into = merged.get(read.value.account)
    const given = into === undefined ? read.value : { ...read.value, account: into }
    const told = isErased(dated(read.value)) ? { field: 'account', message: ERASED_SINCE } : toState(given, settings, catalog, now)
    const wrong = 'message' in told ? told : await strangeTo(store, told)
    if (wrong) {
      results.push({ id, status: 'rejected', error: { field: fieldOf('subscriptions', read.index, wrong.field), message: wrong.message } })
    } else if (!('message' in told)) {
      const status = await take(store, told, list[read.index], now)
      results.push({ id, status, ...(into !== undefined && { account: into }) })
    }
  }
  return results
}

const dated = ({ id, account, at }: State) => ({ names: [id, account], at: Date.parse(at) })

async function take(store: Store, told: SubscriptionState, raw: unknown, now: number): Promise<'applied' | 'stale' | 'duplicate'> {
  const kept = {
    id: told.event,
    type: 'subscription',
    createdAt: told.at,
    receivedAt: now,
    status: 'applied' as const,
    body: JSON.stringify(raw),
  }
  if (!(await store.billing.record(kept))) return 'duplicate'
  const status = await applySubscription(store, told, now)
  if (status !== kept.status) await store.billing.settle(told.event, status)
  return status === 'applied' ? 'applied' : 'stale'
}

/** A subscription is told by one system, for one account. */
async function strangeTo(store: Store, told: SubscriptionState): Promise<ItemError | undefined> {
  const known = await store.billing.subscription(told.subscription)
  if (!known) return undefined
  if (known.customer !== '') return { field: 'id', message: `"${told.subscription}" is a subscription that Stripe tells of` }
  if (known.account !== told.account) return { field: 'account', message: `"${told.subscription}" belongs to account "${known.account}"` }
  return undefined
}

function toState(given: State, settings: Settings, catalog: Catalog, now: number): SubscriptionState | ItemError {
  const at = Date.parse(given.at)
  if (at > now + AHEAD_MS) return { field: 'at', message: 'expected a time that is not in the future' }
  const code = given.currency ?? settings.currency
  const items: BilledItem[] = []
  for (const [index, told] of linesOf(given).entries()) {
    const billed = toItem(told, code, catalog)
    if ('message' in billed) return { ...billed, field: given.items ? `items[${index}].${billed.field}` : billed.field }
    if (items.some((one) => one.id === billed.id))
      return { field: `items[${index}].id`, message: `expected an id of its own; "${billed.id}" is another line's` }
    items.push(billed)
  }
  const [paidUntil, endsAt, canceledAt] = [given.paidUntil, given.endsAt, given.canceledAt].map((one) =>
    one === undefined ? undefined : Date.parse(one),
  )
  if (canceledAt !== undefined && canceledAt > at) return { field: 'canceledAt', message: 'expected a time that is not after at' }
  const term = toTerm({ paidUntil, endsAt, canceledAt })
  return {
    subscription: given.id,
    account: given.account,
    customer: '',
    status: given.status,
    items: items.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    currency: code,
    mrr: isCounted(given.status) ? sumOf(items.map((one) => one.mrr)) : NOTHING,
    at,
    ...(term && { term }),
    event: given.event ?? `subscription:${given.id}@${new Date(at).toISOString()}`,
  }
}

/** What has ended may be told without what it was. A single line stays the same line whatever it costs, and is named after its subscription. */
function linesOf(given: State): readonly z.output<typeof item>[] {
  if (given.items) return given.items
  return given.status === 'canceled' && given.plan === undefined && given.amount === undefined ? [] : [given]
}

function toItem(told: z.output<typeof item>, code: string, catalog: Catalog): BilledItem | ItemError {
  const { quantity = 1, interval = 'month', intervalCount = 1, metered = false, discount = 0 } = told
  const plan = catalog.plans.find((one) => one.id === told.plan)
  if (told.plan !== undefined && !plan) return { field: 'plan', message: `the catalogue has no plan "${told.plan}"` }
  const listed = plan?.prices.find((one) => one.currency === code && one.interval === interval && intervalCount === 1)
  const amount = told.amount ?? listed?.amount
  if (amount === undefined && !metered) {
    const message = plan
      ? `expected an amount: "${plan.id}" has no price in ${code} for one ${interval}`
      : 'expected an amount, or a plan that has a price'
    return { field: 'amount', message }
  }
  const mrr = monthlyOf({ unit: String(amount ?? 0), quantity, interval, intervalCount, metered, discount })
  // Beyond this, sums would not be exact to the last minor unit.
  if (rounded(mrr) > MOST_MONTHLY) return { field: told.quantity ? 'quantity' : 'amount', message: 'expected less money a month' }
  const price = told.price ?? listed?.id ?? `${code}:${amount ?? 0}:${interval}:${intervalCount}`
  return {
    id: told.id ?? told.plan ?? price,
    price,
    ...(plan ? { plan: plan.id, kind: plan.kind } : {}),
    quantity,
    interval,
    intervalCount,
    metered,
    mrr,
    ...(discount > 0 ? { discount } : {}),
  }
}
