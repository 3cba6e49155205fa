import type { CouponTerms, ToldCoupon, ToldDiscount, ToldDiscounts } from '../store/discounts.ts'

/** A moment at which what a customer is given for everything it buys may change. */
export interface Turn {
  /** Epoch milliseconds. */
  at: number
  /** The billing event that told it. */
  event: string
  what: 'given' | 'taken'
}

/** What is known of discounts, whatever the order in which it was told. Times are epoch milliseconds. */
export interface KnownDiscounts {
  /** What a discount takes off at a time; undefined while nobody has told. */
  termsOf(discount: string, at: number): CouponTerms | undefined
  isTold(discount: string): boolean
  /** The discount on everything that a customer buys, at a time. */
  generalAt(customer: string, at: number): string | undefined
  /** When that changed, oldest first. */
  turnsOf(customer: string): readonly Turn[]
}

/** One discount from when its coupon was applied: what all that was told of it comes to. */
interface Discount extends Pick<ToldDiscount, 'id' | 'customer' | 'general'> {
  start: number
  /** The event that told of it first. */
  event: string
  end: number
  endedBy: string
  terms: CouponTerms | undefined
}

/** Puts together what was told: a pure function of the set of tellings. */
export function knownDiscounts({ discounts, coupons }: ToldDiscounts): KnownDiscounts {
  const couponsById = Map.groupBy(inOrder(coupons), ({ id }) => id)
  const all = [...Map.groupBy(inOrder(discounts), ({ id, start }) => JSON.stringify([id, start])).values()].map((told) =>
    discountOf(told, couponsById),
  )
  const byId = Map.groupBy(all.toSorted(byStart), ({ id }) => id)
  const general = Map.groupBy(all.filter((one) => one.general).toSorted(byStart), ({ customer }) => customer)
  return {
    termsOf(id, at) {
      const versions = byId.get(id) ?? []
      return (versions.findLast(({ start }) => start <= at) ?? versions[0])?.terms
    },
    isTold: (id) => byId.has(id),
    generalAt(customer, at) {
      // A customer has one at a time, so that the next one also ends the one before.
      const last = general.get(customer)?.findLast(({ start }) => start <= at)
      return last && at < last.end ? last.id : undefined
    },
    turnsOf: (customer) =>
      (general.get(customer) ?? [])
        .flatMap(({ start, event, end, endedBy }): Turn[] => [
          { at: start, event, what: 'given' },
          ...(end < Infinity ? [{ at: end, event: endedBy, what: 'taken' as const }] : []),
        ])
        .toSorted((one, other) => one.at - other.at || (one.event < other.event ? -1 : 1)),
  }
}

/** Nobody has told anything. */
export const NO_DISCOUNTS: KnownDiscounts = knownDiscounts({ discounts: [], coupons: [] })

/** All that was told of one discount since one start, oldest first. */
function discountOf(told: readonly ToldDiscount[], coupons: ReadonlyMap<string, readonly ToldCoupon[]>): Discount {
  const [first] = told as [ToldDiscount]
  const last = told.at(-1) ?? first
  const named = coupons.get(last.coupon) ?? []
  const ends = told.filter(({ end }) => end !== undefined)
  return {
    id: first.id,
    customer: last.customer,
    general: last.general,
    start: first.start,
    event: first.event,
    end: ends[0]?.end ?? Infinity,
    endedBy: ends[0]?.event ?? '',
    // A coupon can be made anew under its old id; a discount keeps what it was given.
    terms: told.findLast(({ terms }) => terms)?.terms ?? (named.findLast(({ at }) => at <= first.start) ?? named[0])?.terms,
  }
}

function inOrder<T extends { at: number; event: string }>(told: readonly T[]): T[] {
  return told.toSorted((one, other) => one.at - other.at || (one.event < other.event ? -1 : 1))
}

/** Of two that begin together, the one that lasts longer is the later one. */
function byStart(one: Discount, other: Discount): number {
  return one.start - other.start || (one.end < other.end ? -1 : one.end > other.end ? 1 : one.id < other.id ? -1 : 1)
}
