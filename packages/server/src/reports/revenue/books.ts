import type { RevenueReport } from '@espalier/core/schema'
import type { Exchange } from '../../billing/exchange.ts'
import type { Movement } from '../../store/billing.ts'
import type { Store } from '../../store/store.ts'
import { writeExchanged } from './exchanged-month.ts'
import { exchangedMonth, type RateDays, type Standing } from './exchanged.ts'
import { monthOf } from './month.ts'
import type { Month } from './months.ts'
import { createRatesSeen } from './rates-seen.ts'
import { dayIn, type Scope } from './scope.ts'
import type { CountedMonth } from './write-month.ts'

/** What accounts pay, brought forward month by month. */
export interface Books {
  /** The figures of the next month; undefined where a rate is missing. */
  month(span: Month, moved: readonly Movement[]): CountedMonth | undefined
  /** The same month by groups, before it is brought forward; groups without a figure are left out. */
  grouped(span: Month, moved: readonly Movement[], groupOf: (account: string) => string): { value: string; month: CountedMonth }[]
  /** The rates so far; null where nothing is exchanged. */
  rates(): RevenueReport['exchange']
}

/** Opens them at a time, for the accounts that a report is about. `now` is epoch milliseconds. */
export async function openBooks(
  store: Store,
  scope: Scope,
  at: number,
  isMember: (account: string) => boolean,
  now: number,
): Promise<Books> {
  const { currency, exchange } = scope
  if (exchange) return exchangedBooks(exchange, await standingAt(store, scope, at, isMember), scope.zone, now)
  const balances = new Map([...(await store.billing.balancesAt(currency, at))].filter(([account]) => isMember(account)))
  return {
    month: ({ name, to }, moved) => monthOf(name, to <= now, balances, moved, currency),
    grouped: ({ name, to }, moved, groupOf) =>
      byGroup(balances, moved, groupOf).map(({ value, paid, theirs }) => ({
        value,
        month: monthOf(name, to <= now, paid, theirs, currency),
      })),
    rates: () => null,
  }
}

function exchangedBooks(exchange: Exchange, standing: Standing, zone: string, now: number): Books {
  const seen = createRatesSeen(exchange.to)
  const written = (span: Month, paid: Standing, moved: readonly Movement[]) =>
    writeExchanged(span.name, span.to <= now, exchangedMonth(paid, moved, rateDaysOf(span, zone, now), exchange, seen), exchange.to)
  return {
    month(span, moved) {
      const month = written(span, standing, moved)
      return seen.lacks(span.name) ? undefined : month
    },
    grouped(span, moved, groupOf) {
      const apart = createRatesSeen(exchange.to)
      const days = rateDaysOf(span, zone, now)
      return byGroup(standing, moved, groupOf).flatMap(({ value, paid, theirs }) => {
        const own: Standing = new Map([...paid].map(([account, amounts]) => [account, new Map(amounts)]))
        const month = writeExchanged(span.name, span.to <= now, exchangedMonth(own, theirs, days, exchange, apart), exchange.to)
        return apart.lacks(span.name) ? [] : [{ value, month }]
      })
    },
    rates: seen.told,
  }
}

/** What each account pays at a time, by currency. */
export async function standingAt(
  store: Store,
  { currencies }: Scope,
  at: number,
  isMember: (account: string) => boolean,
): Promise<Standing> {
  const standing: Standing = new Map()
  for (const currency of currencies) {
    for (const [account, amount] of await store.billing.balancesAt(currency, at)) {
      if (!isMember(account)) continue
      const amounts = standing.get(account) ?? new Map<string, number>()
      standing.set(account, amounts.set(currency, amount))
    }
  }
  return standing
}

/** A month opens at the rates that the one before closed with: those of its last day. The month that goes on closes today. */
export function rateDaysOf({ from, to }: Month, zone: string, now: number): RateDays {
  return { opening: dayIn(from - 1, zone), closing: dayIn(Math.min(to - 1, now), zone), of: (at) => dayIn(at, zone) }
}

function byGroup<T>(balances: ReadonlyMap<string, T>, moved: readonly Movement[], groupOf: (account: string) => string) {
  const paid = Map.groupBy(balances, ([account]) => groupOf(account))
  const movements = Map.groupBy(moved, ({ account }) => groupOf(account))
  return [...new Set([...paid.keys(), ...movements.keys()])].map((value) => ({
    value,
    paid: new Map(paid.get(value)),
    theirs: movements.get(value) ?? [],
  }))
}
