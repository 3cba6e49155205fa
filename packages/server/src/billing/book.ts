import type { Movement, SubscriptionState } from '../store/billing.ts'
import { boughtTogether } from './bought-together.ts'
import { type Change, movementOf, revenueOf } from './movement.ts'
import { acrossCurrencies, areTogether, netted, TOGETHER_MS } from './net.ts'
import { ENDED, lost, momentOf } from './recognition.ts'

/** How one subscription counts, oldest first. */
export interface CountedLine {
  states: readonly SubscriptionState[]
  /** The first of `states`, where it stood before anybody told of it. */
  opening: SubscriptionState | undefined
  /** States that nobody told by themselves, by `nameOfMoment`: the billing event behind each, and what its movement is called. */
  moments: ReadonlyMap<string, { event: string; id: string }>
}

/** The movements of one account, oldest first, and how each of its subscriptions counts in the end. */
export interface Booked {
  movements: Movement[]
  standing: ReadonlyMap<string, SubscriptionState>
}

/**
 * Books how the subscriptions of one account moved together. What has ended and is paid for counts no longer than until the account
 * begins something else: who changes to another subscription does not have two.
 * @param zone IANA zone of the workspace, in which days begin
 */
export function bookedFrom(lines: readonly CountedLine[], zone: string): Booked {
  const openings = new Set(lines.flatMap((line) => line.opening ?? []))
  const moments = new Map(lines.flatMap((line) => [...line.moments]))
  const standing = new Map<string, SubscriptionState>()
  const begun = new Map<string, number>()
  let booked: Movement[] = []
  let stood = false
  for (const state of inOrder(lines.flatMap((line) => line.states))) {
    const isOver = isLeftover(state) && [...begun].some(([id, at]) => id !== state.subscription && areTogether(at, state.at, zone))
    const begins = take(isOver ? lost(state) : state)
    if (!begins || openings.has(state)) continue
    begun.set(state.subscription, state.at)
    for (const one of [...standing.values()].filter(isLeftover)) {
      const over = lost({ ...one, at: state.at, event: momentOf(one) })
      moments.set(nameOfMoment(over), { event: one.event, id: over.event })
      take(over)
    }
  }
  return { movements: booked, standing }

  /** True where the subscription brought nothing until now. */
  function take(state: SubscriptionState): boolean {
    const before = [...standing.values()]
    const own = standing.get(state.subscription)
    // What brought nothing was in no currency that it could leave.
    const begins = (own?.mrr.num ?? 0) === 0
    const currencies = new Set([state.currency, ...(own && !begins ? [own.currency] : [])])
    standing.set(state.subscription, state)
    stood ||= openings.has(state)
    const after = [...standing.values()]
    if (!openings.has(state)) for (const currency of currencies) booked = book(currency, currencies.size > 1)
    return begins && state.mrr.num > 0

    function book(currency: string, exchanged: boolean): Movement[] {
      const within = (all: readonly SubscriptionState[]) => all.filter((one) => one.currency === currency)
      // What was bought and given back on one day is nothing that an account ever paid.
      const moved = movementOf(within(before), within(after), stood || booked.length > 0)
      if (!moved) return booked
      const change = own && isTrueUp(moved, own, state) ? { ...moved, cause: 'price-change' } : moved
      const { account, subscription, at } = state
      // One discount moves several subscriptions.
      const { event, id } = moments.get(nameOfMoment(state)) ?? { event: state.event, id: state.event }
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
}

/** More pieces from the very moment on at which the subscription is renewed: they were agreed before, not bought then. */
function isTrueUp({ kind, cause }: Change, before: SubscriptionState, after: SubscriptionState): boolean {
  const [ended, ends] = [before.term?.paidUntil, after.term?.paidUntil]
  if (kind !== 'expansion' || cause !== 'seat' || ended === undefined || ends === undefined) return false
  return ends > ended && Math.abs(after.at - ended) <= TOGETHER_MS
}

/** It has ended, and what is paid for still counts. */
function isLeftover({ status, counts }: SubscriptionState): boolean {
  return status === ENDED && counts === true
}

/** Names a state: one event can tell of several subscriptions. */
export function nameOfMoment({ subscription, event }: Pick<SubscriptionState, 'subscription' | 'event'>): string {
  return JSON.stringify([subscription, event])
}

/** By time, then by subscription, then by event: an order that does not depend on arrival. */
export function inOrder(states: readonly SubscriptionState[]): SubscriptionState[] {
  const text = (one: SubscriptionState) => `${one.subscription}\n${one.event}`
  return states.toSorted((one, other) => one.at - other.at || (text(one) < text(other) ? -1 : 1))
}
