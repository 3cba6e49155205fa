import type { ChurnRecognised } from '@espalier/core/schema'
import type { SubscriptionState } from '../store/billing.ts'
import { isCounted, NOTHING } from './mrr.ts'

/** Status of a subscription that never comes back. */
export const ENDED = 'canceled'

/** How one subscription counts as revenue, oldest first. */
export interface Recognised {
  states: SubscriptionState[]
  /** Those of `states` that are moments of their own, and the billing event behind each. */
  moments: ReadonlyMap<SubscriptionState, string>
  /** Events that took back, or dated earlier, what had been counted: since when. Epoch milliseconds. */
  corrections: ReadonlyMap<string, number>
}

/**
 * Dates the loss of a subscription that ends as the workspace recognises churn. Where nobody told until when it was paid, or that its end
 * was scheduled, it is lost when it ends.
 *
 * `period-end`: what is paid for counts until it is over, also where that is still to come; what ends over a late payment was not paid.
 * `scheduled`: lost as soon as an end is set where none, or only a later one, was; unless that is taken back. What had its end from the
 * beginning, as a fixed term has, is lost at that end.
 * @param states of one subscription, oldest first, one for each moment, with what stood before the first
 * @param now epoch milliseconds
 */
export function recognised(states: readonly SubscriptionState[], when: ChurnRecognised, now: number): Recognised {
  const found = { states: [] as SubscriptionState[], moments: new Map<SubscriptionState, string>(), corrections: new Map<string, number>() }
  if (when === 'cancelled') return { ...found, states: [...states] }
  for (let from = 0; from < states.length;) {
    const end = states.findIndex(({ status }, index) => index >= from && status === ENDED)
    const life = states.slice(from, end < 0 ? states.length : end)
    const last = states[end]
    const next = end < 0 ? undefined : states[end + 1]
    if (when === 'scheduled') leaveAtDecision(found, life, last)
    else leaveAtPeriodEnd(found, life, last, { next: next?.at ?? Infinity, now })
    from = end < 0 ? states.length : end + 1
  }
  return found
}

interface Found {
  states: SubscriptionState[]
  moments: Map<SubscriptionState, string>
  corrections: Map<string, number>
}

function leaveAtDecision(found: Found, life: readonly SubscriptionState[], end: SubscriptionState | undefined): void {
  let begun: number | undefined
  for (const [index, { at, event, term }] of life.entries()) {
    const before = life[index - 1]
    const [ends, ended] = [term?.endsAt, before?.term?.endsAt]
    if (ends === undefined) {
      if (begun !== undefined) found.corrections.set(event, life[begun]?.at ?? at)
      begun = undefined
    } else if (before && isCounted(before.status) && (ended === undefined || ends < ended)) begun ??= index
  }
  const decided = end?.term?.canceledAt
  const [first] = life
  if (begun !== undefined) found.states.push(...life.slice(0, begun), ...life.slice(begun).map(lost))
  else if (end && first && decided !== undefined && decided > first.at && decided < end.at) {
    const split = life.filter(({ at }) => at < decided)
    const left = lost({ ...(split.at(-1) ?? first), at: decided, event: momentOf(end) })
    found.states.push(...split, left, ...life.slice(split.length).map(lost))
    found.moments.set(left, end.event)
    found.corrections.set(end.event, decided)
  } else found.states.push(...life)
  if (end) found.states.push(end)
}

function leaveAtPeriodEnd(
  found: Found,
  life: readonly SubscriptionState[],
  end: SubscriptionState | undefined,
  { next, now }: { next: number; now: number },
): void {
  found.states.push(...life)
  if (!end) return
  const before = life.at(-1)
  const until = end.term?.paidUntil ?? notOver(life.findLast(({ term }) => term?.paidUntil !== undefined)?.term?.paidUntil, end.at)
  const isPaid = before && isCounted(before.status) && before.status !== 'past_due'
  if (!isPaid || until === undefined || until <= before.at || until === end.at) return void found.states.push(end)
  if (until < end.at) {
    const over = lost({ ...before, at: until, event: momentOf(end) })
    found.moments.set(over, end.event)
    found.corrections.set(end.event, until)
    return void found.states.push(over, end)
  }
  const { items, currency, mrr } = before
  found.states.push({ ...end, items, currency, mrr, counts: true, countsUntil: Math.min(until, next) })
  if (until >= next || until > now) return
  const over = lost({ ...end, items, currency, at: until, event: momentOf(end) })
  found.moments.set(over, end.event)
  found.states.push(over)
}

/** What was told before the end of a time that was over by then says nothing of the last period. */
function notOver(until: number | undefined, end: number): number | undefined {
  return until !== undefined && until > end ? until : undefined
}

/** The same, no longer counted. */
export function lost(state: SubscriptionState): SubscriptionState {
  const { countsUntil: _, ...rest } = state
  return { ...rest, mrr: NOTHING, counts: false }
}

/** Names the moment at which a subscription that ended by an event stops counting. */
export function momentOf({ event }: Pick<SubscriptionState, 'event'>): string {
  return `${event}:ended`
}
