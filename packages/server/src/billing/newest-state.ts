import type { Catalog } from '@espalier/core/schema'
import type { SubscriptionState } from '../store/billing.ts'
import type { Store } from '../store/store.ts'
import { lastOf } from './chain.ts'
import type { Step } from './chain.ts'
import { nameOf, stateOf, subscriptionBefore } from './standing.ts'
import { stripeEvent, stripeSubscription } from './stripe-event.ts'
import type { StripeEvent, StripeSubscription } from './stripe-event.ts'

const ENDED = 'customer.subscription.deleted'

/**
 * The state at which a subscription stands when an event tells `told`: `current` itself when the event is older.
 * Stripe dates to the second; within one, what led to what decides, not the order of arrival. An older event that was missing can
 * change what led to what, so it is asked again then, too.
 */
export async function newestOf(
  store: Store,
  told: SubscriptionState,
  current: SubscriptionState | undefined,
  catalog: Catalog,
): Promise<SubscriptionState> {
  if (!current || told.at > current.at) return told
  const history = await historyOf(store, told, current.at)
  const rivals = history.filter((one) => one.event.created * 1000 === current.at)
  if (told.at < current.at && rivals.length < 2) return current
  const last = rivals.find((one) => one.event.type === ENDED)?.event.id ?? endOf(history, catalog)
  if (last === current.event) return current
  const winner = rivals.find((one) => one.event.id === last)
  if (winner) return stateOf(winner.event, winner.subscription, told.account, catalog)
  return told.at < current.at ? current : told
}

interface Told {
  event: StripeEvent
  subscription: StripeSubscription
}

/** All that was ever told about the subscription of `told` until `at`, what came too late included. */
async function historyOf(store: Store, told: SubscriptionState, at: number): Promise<Told[]> {
  const kept = await store.billing.eventsUntil(told.customer, at)
  return kept
    .filter((one) => one.status !== 'ignored' && one.type.startsWith('customer.subscription.'))
    .flatMap(({ body }) => {
      const event = stripeEvent.parse(JSON.parse(body))
      const subscription = stripeSubscription.parse(event.data.object)
      return subscription.id === told.subscription ? [{ event, subscription }] : []
    })
}

/** Walks from second to second: where one ends, the next begins. Answers the id of the last event. */
function endOf(history: readonly Told[], catalog: Catalog): string | undefined {
  const seconds = Map.groupBy(history, (one) => one.event.created)
  let last: Step | undefined
  for (const told of seconds.values()) {
    const steps = told.map(({ event, subscription }): Step => {
      const before = subscriptionBefore(event)
      return { event: event.id, before: before && nameOf(before, catalog), after: nameOf(subscription, catalog) }
    })
    last = lastOf(last?.after, steps)
  }
  return last?.event
}
