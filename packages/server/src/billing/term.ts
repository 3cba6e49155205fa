import type { Term } from '../store/billing.ts'
import type { StripeSubscription } from './stripe-event.ts'

/** What Stripe says of the end of a subscription; undefined where it says nothing. */
export function termIn(subscription: StripeSubscription): Term | undefined {
  const { current_period_end, cancel_at, cancel_at_period_end, canceled_at, items } = subscription
  const periods = [current_period_end, ...items.data.map((item) => item.current_period_end)].flatMap((one) => one ?? [])
  const paidUntil = periods.length > 0 ? Math.max(...periods) : undefined
  const endsAt = cancel_at ?? (cancel_at_period_end ? paidUntil : undefined)
  return toTerm({ paidUntil: inMs(paidUntil), endsAt: inMs(endsAt), canceledAt: inMs(canceled_at) })
}

/** A term of what is known; undefined where that is nothing. Epoch milliseconds. */
export function toTerm({ paidUntil, endsAt, canceledAt }: { [of in keyof Term]: Term[of] | undefined }): Term | undefined {
  const term: Term = {
    ...(paidUntil !== undefined && { paidUntil }),
    ...(endsAt !== undefined && { endsAt }),
    ...(canceledAt !== undefined && { canceledAt }),
  }
  return Object.keys(term).length > 0 ? term : undefined
}

function inMs(seconds: number | null | undefined): number | undefined {
  return seconds === null || seconds === undefined ? undefined : seconds * 1000
}
