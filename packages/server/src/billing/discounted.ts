import type { BilledItem, DiscountRef, MonthlyAmount, SubscriptionState } from '../store/billing.ts'
import type { CouponTerms } from '../store/discounts.ts'
import type { KnownDiscounts } from './known-discounts.ts'
import { isCounted, less, monthlyOf, NOTHING, ratioOf, sumOf, times } from './mrr.ts'

/** Who is billed in which currency, and when. `customer` is empty where no customer of Stripe is. */
interface Billed {
  customer: string
  currency: string
  at: number
}

/** A state with what its discounts are known to take off; the very same where that is what it says. */
export function withDiscounts(state: SubscriptionState, known: KnownDiscounts): SubscriptionState {
  const { before, status, at } = state
  const items = discounted(state.items, state, known)
  const earlier = before && discounted(before.items, { ...state, at: at - 1 }, known)
  if (items === state.items && earlier === before?.items) return state
  return {
    ...state,
    items,
    mrr: isCounted(status) ? sumOf(items.map((one) => one.mrr)) : NOTHING,
    ...(before && earlier && { before: { ...before, items: earlier } }),
  }
}

/**
 * Items at what they bring after their discounts: first those of the item, then those of the subscription or, where it has none, that
 * of the customer. The very same list where that is what it says.
 */
export function discounted(items: readonly BilledItem[], billed: Billed, known: KnownDiscounts): BilledItem[] {
  const general = billed.customer === '' ? undefined : known.generalAt(billed.customer, billed.at)
  const sharedOf = ({ shared }: BilledItem): readonly DiscountRef[] => shared ?? (general === undefined ? [] : [general])
  const termsOf = (ref: DiscountRef) => readable(typeof ref === 'string' ? known.termsOf(ref, billed.at) : ref, billed.currency)
  const listed = items.map((item) => item.list ?? item.mrr)
  let amounts = listed.map((list, index) => {
    const item = items[index] as BilledItem
    return (item.own ?? []).reduce((left, ref) => afterAll([item], [left], termsOf(ref))[0] ?? left, list)
  })
  const open = items.filter((item) => !isFixed(item))
  for (const ref of new Set(open.flatMap((item) => sharedOf(item)))) {
    const places = items.flatMap((item, index) => (!isFixed(item) && sharedOf(item).includes(ref) ? [index] : []))
    const left = afterAll(
      places.map((place) => items[place] as BilledItem),
      places.map((place) => amounts[place] as MonthlyAmount),
      termsOf(ref),
    )
    amounts = amounts.map((amount, index) => left[places.indexOf(index)] ?? amount)
  }
  const after = items.map((item, index): BilledItem => {
    if (isFixed(item)) return item
    const { mrr: _, list: __, discount: ___, unread: ____, ...bare } = item
    const [list, mrr] = [listed[index] as MonthlyAmount, amounts[index] as MonthlyAmount]
    const discount = Number((1 - ratioOf(mrr, list)).toFixed(6))
    const unread = [...(item.own ?? []), ...sharedOf(item)].find((ref) => !termsOf(ref))
    const missing = typeof unread === 'string' && !known.isTold(unread) ? 'discount' : 'coupon'
    return { ...bare, mrr, ...(discount > 0 && { list, discount }), ...(unread !== undefined && { unread: missing }) }
  })
  return JSON.stringify(after) === JSON.stringify(items) ? (items as BilledItem[]) : after
}

/** Told with its discount, as a share: by another billing system, or before discounts were kept. */
const isFixed = ({ discount, list }: BilledItem): boolean => discount !== undefined && list === undefined

/** An amount in another currency than the bill's takes something off that nobody can tell. */
function readable(terms: CouponTerms | undefined, currency: string): CouponTerms | undefined {
  return terms?.amount !== undefined && terms.currency !== currency ? undefined : terms
}

/** What is left of these items' amounts after one discount on all of them together. */
function afterAll(
  items: readonly BilledItem[],
  amounts: readonly MonthlyAmount[],
  { percent, amount, products }: CouponTerms = {},
): readonly MonthlyAmount[] {
  const isMeant = (item: BilledItem) => !products || (item.product !== undefined && products.includes(item.product))
  if (percent !== undefined) {
    const kept = monthlyOf({ unit: '1', quantity: 1, interval: 'month', intervalCount: 1, metered: false, discount: percent / 100 })
    return amounts.map((one, index) => (isMeant(items[index] as BilledItem) ? times(one, kept) : one))
  }
  if (amount === undefined) return amounts
  // An amount is off each bill, and the items that are billed most often are on each of them.
  const meant = items.filter((item, index) => isMeant(item) && (amounts[index] as MonthlyAmount).num > 0)
  const [often] = meant.toSorted((one, other) => perMonth(other) - perMonth(one))
  if (!often) return amounts
  const isOften = (item: BilledItem) => item.interval === often.interval && item.intervalCount === often.intervalCount
  const together = sumOf(amounts.filter((_, index) => meant.includes(items[index] as BilledItem) && isOften(items[index] as BilledItem)))
  const { interval, intervalCount } = often
  const kept = less(together, monthlyOf({ unit: String(amount), quantity: 1, interval, intervalCount, metered: false }))
  return amounts.map((one, index) => {
    const item = items[index] as BilledItem
    if (!meant.includes(item) || !isOften(item)) return one
    return times(times(one, kept), { num: together.den, den: together.num })
  })
}

/** Bills in a month. */
function perMonth({ interval, intervalCount }: BilledItem): number {
  return ratioOf(monthlyOf({ unit: '1', quantity: 1, interval, intervalCount, metered: false }), { num: 1, den: 1 })
}
