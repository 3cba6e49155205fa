import type { Movement, SubscriptionState } from '../store/billing.ts'
import { boughtTogether } from './bought-together.ts'
import { lastOf } from './chain.ts'
import { withDiscounts } from './discounted.ts'
import { type KnownDiscounts, NO_DISCOUNTS } from './known-discounts.ts'
import { movementOf, revenueOf } from './movement.ts'
import { isCounted, NOT_YET, NOTHING, sumOf } from './mrr.ts'
import { acrossCurrencies, netted } from './net.ts'
import { nameOf } from './standing-name.ts'

/** What the dated states of one account come to. Discounts are taken off as far as they are known. */
export interface Ledger {
  /** The newest state of each subscription. */
  newest: SubscriptionState[]
  /** States that were there before the first that anybody told of, by the word of that first one. */
  openings: SubscriptionState[]
  /** States that were over within the moment in which they were told. */
  passed: SubscriptionState[]
  /** States in which subscriptions stood since a discount of their customer began or ended. */
  derived: SubscriptionState[]
  /** Told states of which the discounts are known to be others than they say. */
  revised: SubscriptionState[]
  movements: Movement[]
}

/** Status of a subscription that never comes back. */
const ENDED = 'canceled'

/**
 * The ledger of one account, from all that was ever told of its subscriptions: the same for every order in which that came, and for
 * every repetition. What comes late corrects the past.
 * @param zone IANA zone of the workspace, in which days begin
 * @param known what was told of discounts, as a whole
 */
export function ledgerOf(asTold: readonly SubscriptionState[], zone: string, known: KnownDiscounts = NO_DISCOUNTS): Ledger {
  const told = asTold.map((one) => withDiscounts(one, known))
  const lines = [...Map.groupBy(told, (one) => one.subscription).values()].map((one) => lineOf(one, known))
  const nameOfState = (one: SubscriptionState) => JSON.stringify([one.subscription, one.event])
  const settled = new Set(lines.flatMap((line) => line.states.map(nameOfState)))
  return {
    newest: lines.flatMap((line) => line.states.at(-1) ?? []),
    openings: lines.flatMap((line) => line.opening ?? []),
    passed: told.filter((one) => !settled.has(nameOfState(one))),
    derived: lines.flatMap((line) => [...line.derived.keys()]),
    revised: told.filter((one, index) => one !== asTold[index]),
    movements: movementsIn(lines, zone),
  }
}

/** One subscription: how it stood at each moment, oldest first. */
interface Line {
  opening?: SubscriptionState
  states: SubscriptionState[]
  /** Those of `states` that nobody told by themselves, and the billing event behind each. */
  derived: ReadonlyMap<SubscriptionState, string>
}

function lineOf(told: readonly SubscriptionState[], known: KnownDiscounts): Line {
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
    if (last) states.push(before ? inFull(last, before) : last)
  }
  const [first] = moments
  const opening = first && states[0] && openingOf(first, states[0])
  const derived = new Map(states.flatMap((state, index) => [...between(state, states[index + 1]?.at ?? Infinity, known)]))
  const all = [...states, ...derived.keys()].toSorted((one, other) => one.at - other.at)
  return { states: all, derived, ...(opening ? { opening } : {}) }
}

/** What has ended may be told without what it was, and what brings nothing without the currency in which it does so. */
function inFull(state: SubscriptionState, before: SubscriptionState): SubscriptionState {
  const items = state.status === ENDED && state.items.length === 0 ? before.items : state.items
  const currency = state.mrr.num === 0 ? before.currency : state.currency
  return items === state.items && currency === state.currency ? state : { ...state, items, currency }
}

/** How a subscription stood after a state, whenever a discount of its customer began or ended before the next one. */
function* between(state: SubscriptionState, next: number, known: KnownDiscounts): Generator<[SubscriptionState, string]> {
  if (state.status === ENDED || state.customer === '') return
  let last = state
  for (const { at, event, what } of known.turnsOf(state.customer)) {
    if (at <= state.at || at >= next) continue
    const { before: _, ...rest } = last
    const turned = withDiscounts({ ...rest, at, event: `${event}:${what}` }, known)
    if (JSON.stringify(turned.items) === JSON.stringify(last.items)) continue
    yield [turned, event]
    last = turned
  }
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
  const derived = new Map(lines.flatMap((line) => [...line.derived]))
  const steps = inOrder([...openings, ...lines.flatMap((line) => line.states)])
  const standing = new Map<string, SubscriptionState>()
  let booked: Movement[] = []
  let stood = false
  for (const state of steps) {
    const before = [...standing.values()]
    const own = standing.get(state.subscription)
    // What brought nothing was in no currency that it could leave.
    const begins = (own?.mrr.num ?? 0) === 0
    const moved = new Set([state.currency, ...(own && !begins ? [own.currency] : [])])
    standing.set(state.subscription, state)
    stood ||= openings.has(state)
    const after = [...standing.values()]
    if (!openings.has(state)) for (const currency of moved) booked = book(currency, moved.size > 1)

    function book(currency: string, exchanged: boolean): Movement[] {
      const within = (all: readonly SubscriptionState[]) => all.filter((one) => one.currency === currency)
      // What was bought and given back on one day is nothing that an account ever paid.
      const change = movementOf(within(before), within(after), stood || booked.length > 0)
      if (!change) return booked
      const { account, subscription, at } = state
      const event = derived.get(state) ?? state.event
      // One discount moves several subscriptions.
      const id = derived.has(state) ? `${state.event}:${subscription}` : event
      const movement = {
        id: currency === state.currency ? id : `${id}:${currency}`,
        account,
        subscription,
        at,
        currency,
        event,
        ...change,
      }
      // What leaves one currency comes in another: nobody left, and nobody came.
      if (exchanged) return [...booked, { ...movement, kind: change.amount > 0 ? 'expansion' : 'contraction', cause: 'currency' }]
      const joined = begins ? boughtTogether(booked, movement, within(after)) : undefined
      return joined ?? acrossCurrencies(netted(booked, movement, revenueOf(within(after)), zone), zone)
    }
  }
  return booked
}

/** By time, then by subscription, then by event: an order that does not depend on arrival. */
function inOrder(states: readonly SubscriptionState[]): SubscriptionState[] {
  const text = (one: SubscriptionState) => `${one.subscription}\n${one.event}`
  return states.toSorted((one, other) => one.at - other.at || (text(one) < text(other) ? -1 : 1))
}
