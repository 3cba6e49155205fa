import type { BilledItem, MonthlyAmount, MovementKind, Standing } from '../store/billing.ts'
import { isCounted, rounded, sumOf } from './mrr.ts'

/** What changed for an account. */
export interface Change {
  kind: MovementKind
  cause: string
  /** Minor units a month. */
  amount: number
}

/**
 * The movement between two moments of one account, netted over all its subscriptions; undefined when the revenue is the same.
 *
 * Kind: from nothing `new`, or `reactivation` when the account paid before; to nothing `churn`; else by the sign.
 * Cause: of all parts that moved in the direction of the whole, the largest one.
 */
export function movementOf(before: readonly Standing[], after: readonly Standing[], paidBefore: boolean): Change | undefined {
  const [was, is] = [revenueOf(before), revenueOf(after)]
  // Rounded before they are subtracted, so that the movements of an account add up to what it pays, to the last yen.
  const amount = rounded(is) - rounded(was)
  if (amount === 0) return undefined
  if (is.num === 0) return { kind: 'churn', cause: endOf(after), amount }
  const cause = mainCause(countedItems(before), countedItems(after), Math.sign(amount))
  if (was.num === 0) return { kind: paidBefore ? 'reactivation' : 'new', cause, amount }
  return { kind: amount > 0 ? 'expansion' : 'contraction', cause, amount }
}

/** Recurring revenue a month of several subscriptions, exactly. */
export function revenueOf(standings: readonly Standing[]): MonthlyAmount {
  return sumOf(countedItems(standings).map((item) => item.mrr))
}

function countedItems(standings: readonly Standing[]): BilledItem[] {
  return standings.filter(isRevenue).flatMap((one) => one.items)
}

/** True for a subscription that is revenue, by its status or as the workspace recognises churn. */
function isRevenue({ status, counts }: Standing): boolean {
  return counts ?? isCounted(status)
}

function endOf(after: readonly Standing[]): string {
  const statuses = after.map((one) => one.status)
  // A subscription goes on and costs nothing: a free plan, or a discount of everything.
  if (after.some(isRevenue)) return 'free'
  if (statuses.includes('unpaid')) return 'payment'
  return statuses.includes('paused') ? 'pause' : 'end'
}

interface Part {
  cause: string
  /** Minor units a month; only compared with other parts, so it may be inexact. */
  change: number
}

function mainCause(before: readonly BilledItem[], after: readonly BilledItem[], direction: number): string {
  const parts = pairs(before, after).flatMap(([was, is]) => partsOf(was, is, before.length > 0))
  const main = parts.filter((one) => one.change * direction > 0).toSorted((one, other) => Math.abs(other.change) - Math.abs(one.change))[0]
  return main?.cause ?? 'price-change'
}

type Pair = readonly [was: BilledItem | undefined, is: BilledItem | undefined]

/** Items that are the same thing before and after: by id, then by price and by what they sell. A plan replaces a plan. */
function pairs(before: readonly BilledItem[], after: readonly BilledItem[]): Pair[] {
  const [gone, come] = [new Set(before), new Set(after)]
  const found: Pair[] = []
  const same: readonly ((was: BilledItem, is: BilledItem) => boolean)[] = [
    (was, is) => was.id === is.id,
    (was, is) => was.price === is.price,
    (was, is) => was.plan !== undefined && was.plan === is.plan,
    (was, is) => was.product !== undefined && was.product === is.product,
    (was, is) => was.kind === 'plan' && is.kind === 'plan',
  ]
  for (const test of same) {
    for (const is of come) {
      const was = [...gone].find((one) => test(one, is))
      if (!was) continue
      gone.delete(was)
      come.delete(is)
      found.push([was, is])
    }
  }
  return [...found, ...[...gone].map((was): Pair => [was, undefined]), ...[...come].map((is): Pair => [undefined, is])]
}

const BY_KIND: Readonly<Record<NonNullable<BilledItem['kind']>, string>> = {
  plan: 'plan',
  'add-on': 'add-on',
  service: 'add-on',
  'seat-pack': 'seat',
  'quota-pack': 'quota',
}

function partsOf(was: BilledItem | undefined, is: BilledItem | undefined, hadItems: boolean): Part[] {
  const [from, to] = [valueOf(was), valueOf(is)]
  if (!was || !is) {
    const kind = (is ?? was)?.kind
    return [{ cause: kind ? BY_KIND[kind] : hadItems ? 'add-on' : 'plan', change: to - from }]
  }
  const pieces = was.quantity > 0 ? (from / was.quantity) * (is.quantity - was.quantity) : to - from
  const more = { cause: is.kind && is.kind !== 'plan' ? BY_KIND[is.kind] : 'seat', change: is.quantity === was.quantity ? 0 : pieces }
  return [more, { cause: priceCause(was, is), change: to - from - more.change }]
}

function priceCause(was: BilledItem, is: BilledItem): string {
  if (was.price === is.price) return (was.discount ?? 0) === (is.discount ?? 0) ? 'price-change' : 'discount'
  const known =
    (was.plan ?? is.plan) !== undefined ? was.plan === is.plan : was.product && is.product ? was.product === is.product : undefined
  if (known === false) return is.kind ? BY_KIND[is.kind] : 'plan'
  if (was.interval !== is.interval || was.intervalCount !== is.intervalCount) return 'term-change'
  return known ? 'price-change' : 'plan'
}

function valueOf(item: BilledItem | undefined): number {
  return item ? item.mrr.num / item.mrr.den : 0
}
