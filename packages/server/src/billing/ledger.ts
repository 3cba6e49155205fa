import type { ChurnRecognised } from '@espalier/core/schema'
import type { Movement, SubscriptionState } from '../store/billing.ts'
import { bookedFrom, inOrder, nameOfMoment } from './book.ts'
import { lastOf } from './chain.ts'
import { withDiscounts } from './discounted.ts'
import { type KnownDiscounts, NO_DISCOUNTS } from './known-discounts.ts'
import { isCounted, NOT_YET, NOTHING, sumOf } from './mrr.ts'
import { ENDED, type Recognised, recognised } from './recognition.ts'
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
  /** Told states that took back, or dated earlier, what had been counted: by event, since when. Epoch milliseconds. */
  corrections: ReadonlyMap<string, number>
  movements: Movement[]
}

/** By which rules an account's ledger is made. */
export interface Bookkeeping {
  /** IANA zone of the workspace, in which days begin. */
  zone: string
  /** When the loss of a subscription that ends is counted; by default when it ends. */
  churn?: ChurnRecognised
  /** Until when what has ended and is paid for counts, epoch milliseconds; by default until the end of time. */
  now?: number
  /** What was told of discounts, as a whole. */
  known?: KnownDiscounts
}

/**
 * The ledger of one account, from all that was ever told of its subscriptions: the same for every order in which that came, and for
 * every repetition. What comes late corrects the past.
 */
export function ledgerOf(asTold: readonly SubscriptionState[], rules: Bookkeeping): Ledger {
  const { zone, churn = 'cancelled', now = Infinity, known = NO_DISCOUNTS } = rules
  const told = asTold.map((one) => withDiscounts(one, known))
  const lines = [...Map.groupBy(told, (one) => one.subscription).values()].map((one) => lineOf(one, known))
  const counted = lines.map((line) => countedIn(line, churn, now))
  const { movements, standing } = bookedFrom(counted, zone)
  const settled = new Set(lines.flatMap((line) => line.states.map(nameOfMoment)))
  return {
    newest: lines.flatMap((line) => {
      const last = line.states.at(-1)
      return last ? countedAs(last, standing.get(last.subscription)) : []
    }),
    openings: lines.flatMap((line) => line.opening ?? []),
    passed: told.filter((one) => !settled.has(nameOfMoment(one))),
    derived: lines.flatMap((line) => [...line.derived.keys()]),
    revised: told.filter((one, index) => one !== asTold[index]),
    corrections: new Map(counted.flatMap((one) => [...one.corrections])),
    movements,
  }
}

/** A line as it counts, which is not always as it stands. */
function countedIn({ opening, states, derived }: Line, churn: ChurnRecognised, now: number) {
  const all: Recognised = recognised(opening ? [opening, ...states] : states, churn, now)
  const moments = new Map([
    ...[...derived].map(([one, event]) => [nameOfMoment(one), { event, id: `${one.event}:${one.subscription}` }] as const),
    ...[...all.moments].map(([one, event]) => [nameOfMoment(one), { event, id: one.event }] as const),
  ])
  return { ...all, opening, moments }
}

/** The newest state with what it brings, and until when, by what the account's subscriptions come to together. */
function countedAs(last: SubscriptionState, standing: SubscriptionState | undefined): SubscriptionState {
  if (standing?.counts === undefined) return last
  const { mrr, countsUntil } = standing
  return { ...last, mrr, ...(countsUntil !== undefined && { countsUntil }) }
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
  const { status, items, since, term } = from.before
  const mrr = isCounted(status) ? sumOf(items.map((item) => item.mrr)) : NOTHING
  if (mrr.num === 0) return undefined
  const { before: _, term: __, ...rest } = from
  return { ...rest, ...(term && { term }), status, items, mrr, at: Math.min(since, from.at - 1), event: `${from.event}:before` }
}
