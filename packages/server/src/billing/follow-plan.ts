import { noteAccount } from '../ingest/note-event.ts'
import type { SubscriptionState } from '../store/billing.ts'
import type { AccountChange } from '../store/people.ts'
import type { Store } from '../store/store.ts'

/** Statuses in which a customer may use what was bought; a trial is no revenue, but it is use. */
const USABLE: ReadonlySet<string> = new Set(['active', 'trialing', 'past_due'])

/** The catalogue's items that an account has bought and may use now, dearest first: its plan, add-ons, packs. */
export function ownedPlans(subscriptions: readonly SubscriptionState[]): { plan: string; kind: string }[] {
  const items = subscriptions.filter((one) => USABLE.has(one.status)).flatMap((one) => one.items)
  const dearest = items.toSorted((one, other) => other.mrr.num / other.mrr.den - one.mrr.num / one.mrr.den)
  const owned = new Map(dearest.flatMap(({ plan, kind }) => (plan && kind ? [[plan, { plan, kind }] as const] : [])))
  return [...owned.values()]
}

/**
 * Lets an account's plan and its past-due mark follow its subscriptions. When a plan was subscribed to and is no longer, the plan
 * goes back to the catalogue's default. Add-ons alone, and prices that no plan names, leave the plan as the host told it.
 * @param at when the billing system changed it, epoch milliseconds
 * @param now when the server heard of it
 */
export async function followPlan(store: Store, account: string, at: number, now: number): Promise<void> {
  const subscriptions = await store.billing.subscriptionsOf(account)
  const pastDue = subscriptions.some((one) => one.status === 'past_due' || one.status === 'unpaid')
  const owned = ownedPlans(subscriptions)
  const plan = owned.find((one) => one.kind === 'plan')?.plan
  const unnamed = subscriptions.some((one) => USABLE.has(one.status) && one.items.some((item) => !item.plan))
  const ended = !unnamed && subscriptions.some((one) => one.items.some((item) => item.kind === 'plan'))
  const change: AccountChange = { care: { pastDue }, ...(plan ? { plan } : ended ? { plan: null } : {}) }
  await store.people.changeAccount(account, change, at)
  await store.events.append([noteAccount(account, { ...change, owned }, { at, now })])
}
