import { dayOf, zonedTime } from '@espalier/core'
import type { ChurnRecognised } from '@espalier/core/schema'
import { createExchange, type Exchange } from '../../billing/exchange.ts'
import { loadRules } from '../../decisions/rules.ts'
import type { Movement } from '../../store/billing.ts'
import type { Store } from '../../store/store.ts'
import { keptAnswer } from '../kept/answers.ts'
import { stayingFree } from './going-free.ts'

/** Which money a report is about, and what it is written in. */
export interface Scope {
  zone: string
  currency: string
  /** All that are counted. */
  currencies: readonly string[]
  /** All that money ever came in. */
  known: readonly string[]
  /** Set where amounts are exchanged to `currency`. */
  exchange: Exchange | undefined
  hasRates: boolean
  paidToFree: 'churn' | 'contraction'
  churnRecognised: ChurnRecognised
  /** The share of revenue that LTV is; null for all of it. */
  margin: number | null
}

/** A currency that is asked for is looked at alone; without one all are exchanged, as soon as rates to the currency of reports are told. */
export async function scopeOf(store: Store, asked: string | undefined): Promise<Scope> {
  const { zone, currency: own, revenue } = (await loadRules(store)).settings
  const usual = revenue.currency ?? own
  const currency = asked ?? usual
  const known = await keptAnswer(store, ['currencies', await store.billing.stamp()], () => store.billing.currencies())
  const rates = await store.billing.ratesTo(usual)
  const hasRates = rates.length > 0
  const exchange = hasRates && asked === undefined ? createExchange(usual, rates) : undefined
  const { paidToFree, churnRecognised, margin = null } = revenue
  return { zone, currency, currencies: exchange ? known : [currency], known, exchange, hasRates, paidToFree, churnRecognised, margin }
}

/** Movements of all counted currencies from a time to before another, oldest first. */
export async function movementsIn(store: Store, scope: Scope, from: number, to: number): Promise<Movement[]> {
  const stays = scope.paidToFree === 'contraction'
  const lists: Movement[][] = []
  for (const currency of scope.currencies) {
    const list = await store.billing.movementsBetween(currency, stays ? 0 : from, to)
    lists.push(stays ? stayingFree(list).filter(({ at }) => at >= from) : list)
  }
  const [only] = lists
  return lists.length < 2 ? (only ?? []) : lists.flat().toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
}

/** When the first movement of a counted currency was. */
export async function firstMovementIn(store: Store, { currencies }: Scope): Promise<number | undefined> {
  const times: number[] = []
  for (const currency of currencies) times.push(...[await store.billing.firstMovement(currency)].filter((at) => at !== undefined))
  return times.length > 0 ? Math.min(...times) : undefined
}

/** The day of a moment in the workspace's zone, in days since the epoch. */
export function dayIn(at: number, zone: string): number {
  return dayOf(zonedTime(at, zone).wall)
}
