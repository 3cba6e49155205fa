import type { Movement, SubscriptionState } from '../store/billing.ts'
import { lastOf } from './chain.ts'
import { movementOf, revenueOf } from './movement.ts'
import { isCounted, NOT_YET, NOTHING, sumOf } from './mrr.ts'
import { netted } from './net.ts'
import { nameOf } from './standing-name.ts'

/** What the dated states of one account come to. */
export interface Ledger {
  /** The newest state of each subscription. */
  newest: SubscriptionState[]
  /** States that were there before the first that anybody told of, by the word of that first one. */
  openings: SubscriptionState[]
  /** States that were over within the moment in which they were told. */
  passed: SubscriptionState[]
  movements: Movement[]
}

/** Status of a subscription that never comes back. */
const ENDED = 'canceled'

/**
 * The ledger of one account, from all that was ever told of its subscriptions: the same for every order in which that came, and for
 * every repetition. What comes late corrects the past.
 * @param zone IANA zone of the workspace, in which days begin
 */
export function ledgerOf(told: readonly SubscriptionState[], zone: string): Ledger {
  const lines = [...Map.groupBy(told, (one) => one.subscription).values()].map(lineOf)
  const nameOfState = (one: SubscriptionState) => JSON.stringify([one.subscription, one.event])
  const settled = new Set(lines.flatMap((line) => line.states.map(nameOfState)))
  return {
    newest: lines.flatMap((line) => line.states.at(-1) ?? []),
    openings: lines.flatMap((line) => line.opening ?? []),
    passed: told.filter((one) => !settled.has(nameOfState(one))),
    movements: movementsIn(lines, zone),
  }
}

/** One subscription: how it stood at each moment, oldest first. */
interface Line {
  opening?: SubscriptionState
  states: SubscriptionState[]
}

function lineOf(told: readonly SubscriptionState[]): Line {
  // Nothing was before the beginning, whatever an older event says.
  const beginning = Math.max(...told.filter((one) => one.before?.status === NOT_YET).map((one) => one.at))
  const moments = [
    ...Map.groupBy(
      inOrder(told).filter((one) => one.at >= beginning),
      (one) => one.at,
    ).values(),
  ]
  const states: SubscriptionState[] = []
  for (const rivals of moments) {
    const before = states.at(-1)
    const last = lastIn(rivals, before && nameOf(before))
    // What has ended may be told without what it was.
    if (last) states.push(before && last.status === ENDED && last.items.length === 0 ? { ...last, items: before.items } : last)
  }
  const [first] = moments
  const opening = first && states[0] && openingOf(first, states[0])
  return { states, ...(opening ? { opening } : {}) }
}

/** Stripe dates to the second; within one, what led to what decides. */
function lastIn(rivals: readonly SubscriptionState[], base: string | undefined): SubscriptionState | undefined {
  const ended = rivals.find((one) => one.status === ENDED)
  if (ended || rivals.length < 2) return ended ?? rivals[0]
  const steps = rivals.map((one) => ({ event: one.event, before: one.before && nameOf(one.before), after: nameOf(one) }))
  const last = lastOf(base, steps)
  return rivals.find((one) => one.event === last?.event)
}

/**
 * How a subscription stood before the first moment that was told of, where an event of that moment says so. Without it, the first update
 * of an old customer would look like a new one.
 */
function openingOf(first: readonly SubscriptionState[], last: SubscriptionState): SubscriptionState | undefined {
  const ends = new Set(first.map(nameOf))
  const begins = first.filter((one) => one.before && !ends.has(nameOf(one.before)))
  const from = begins[0] ?? first.find((one) => one.before && nameOf(one.before) === nameOf(last))
  if (!from?.before) return undefined
  const { status, items, since } = from.before
  const mrr = isCounted(status) ? sumOf(items.map((item) => item.mrr)) : NOTHING
  if (mrr.num === 0) return undefined
  const { before: _, ...rest } = from
  return { ...rest, status, items, mrr, at: Math.min(since, from.at - 1), event: `${from.event}:before` }
}

function movementsIn(lines: readonly Line[], zone: string): Movement[] {
  const openings = new Set(lines.flatMap((line) => line.opening ?? []))
  const steps = inOrder([...openings, ...lines.flatMap((line) => line.states)])
  const standing = new Map<string, SubscriptionState>()
  let booked: Movement[] = []
  let everPaid = false
  for (const state of steps) {
    const before = [...standing.values()]
    const moved = new Set([state.currency, standing.get(state.subscription)?.currency ?? state.currency])
    standing.set(state.subscription, state)
    const after = [...standing.values()]
    if (!openings.has(state)) for (const currency of moved) booked = book(currency, moved.size > 1)
    everPaid ||= state.mrr.num > 0

    function book(currency: string, exchanged: boolean): Movement[] {
      const within = (all: readonly SubscriptionState[]) => all.filter((one) => one.currency === currency)
      const change = movementOf(within(before), within(after), everPaid)
      if (!change) return booked
      const { event, account, subscription, at } = state
      const movement = {
        id: currency === state.currency ? event : `${event}:${currency}`,
        account,
        subscription,
        at,
        currency,
        event,
        ...change,
      }
      // What leaves one currency comes in another: nobody left, and nobody came.
      if (exchanged) return [...booked, { ...movement, kind: change.amount > 0 ? 'expansion' : 'contraction', cause: 'currency' }]
      return netted(booked, movement, revenueOf(within(after)), zone)
    }
  }
  return booked
}

/** By time, then by subscription, then by event: an order that does not depend on arrival. */
function inOrder(states: readonly SubscriptionState[]): SubscriptionState[] {
  const text = (one: SubscriptionState) => `${one.subscription}\n${one.event}`
  return states.toSorted((one, other) => one.at - other.at || (text(one) < text(other) ? -1 : 1))
}
