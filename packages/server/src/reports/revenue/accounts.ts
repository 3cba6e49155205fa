import type { RevenueAccounts, RevenueAccountsQuery, UsedRates } from '@espalier/core/schema'
import { shown, type Exchange, type FineAmount } from '../../billing/exchange.ts'
import { toMajor } from '../../billing/money.ts'
import type { Movement, MovementKind } from '../../store/billing.ts'
import type { Store } from '../../store/store.ts'
import { namesOfAccounts } from '../../people/names.ts'
import { membersOf } from '../segments/segment-of.ts'
import { rateDaysOf, standingAt } from './books.ts'
import { exchangedMonth, exchangeOf, type RateDays, type Standing } from './exchanged.ts'
import { monthsBetween } from './months.ts'
import { createRatesSeen } from './rates-seen.ts'
import { movementsIn, scopeOf } from './scope.ts'

/** Accounts that one answer lists. */
const MOST = 1000

type Row = Record<MovementKind | 'opening' | 'closing', number> & { exchange?: number }

/** What each account paid and how that moved in a month; in a file of all of them. `now` is epoch milliseconds. */
export async function revenueAccounts(store: Store, query: RevenueAccountsQuery, now: number, most = MOST): Promise<RevenueAccounts> {
  const scope = await scopeOf(store, query.currency)
  const { zone, currency } = scope
  const [span] = monthsBetween(query.month, query.month, zone)
  if (!span) throw new RangeError(`no month "${query.month}"`)
  const isMember = await membersOf(store, query, now)
  const movements = (await movementsIn(store, scope, span.from, Math.min(span.to, now + 1))).filter(({ account }) => isMember(account))
  const { rows, rates } = scope.exchange
    ? exchangedRows(scope.exchange, await standingAt(store, scope, span.from, isMember), movements, rateDaysOf(span, zone, now), span.name)
    : { rows: rowsOf(await store.billing.balancesAt(currency, span.from), movements, currency, isMember), rates: null }
  const moved = (row: Row) => row.new + row.expansion + row.contraction + row.churn + row.reactivation
  const sorted = [...rows].toSorted(
    ([oneId, one], [otherId, other]) => moved(other) - moved(one) || other.opening - one.opening || (oneId < otherId ? -1 : 1),
  )
  const listed = sorted.slice(0, most)
  const nameOf = await namesOfAccounts(
    store,
    listed.map(([id]) => id),
  )
  return {
    zone,
    currency,
    asOf: new Date(now).toISOString(),
    month: query.month,
    accounts: listed.map(([id, row]) => ({ id, name: nameOf(id), ...row })),
    exchange: rates,
    total: sorted.length,
  }
}

function rowsOf(
  balances: ReadonlyMap<string, number>,
  movements: readonly Movement[],
  currency: string,
  isMember: (account: string) => boolean,
): Map<string, Row> {
  const rows = new Map<string, Row>()
  const rowOf = (account: string) => {
    let row = rows.get(account)
    if (!row) {
      const opening = balances.get(account) ?? 0
      rows.set(account, (row = { opening, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, closing: opening }))
    }
    return row
  }
  for (const account of balances.keys()) if (isMember(account)) rowOf(account)
  for (const { account, kind, amount } of movements) {
    const row = rowOf(account)
    row[kind] += Math.abs(amount)
    row.closing += amount
  }
  const major = (row: Row) => Object.fromEntries(Object.entries(row).map(([field, amount]) => [field, toMajor(amount, currency)])) as Row
  return new Map([...rows].map(([account, row]) => [account, major(row)]))
}

/** The same in several currencies; no rows where a rate is missing. */
function exchangedRows(
  exchange: Exchange,
  standing: Standing,
  movements: readonly Movement[],
  days: RateDays,
  month: string,
): { rows: Map<string, Row>; rates: UsedRates } {
  const seen = createRatesSeen(exchange.to)
  const { accounts } = exchangedMonth(standing, movements, days, exchange, seen)
  const major = (amount: FineAmount) => shown(amount, exchange.to)
  const rows = [...accounts].map(([id, one]): [string, Row] => {
    const { moved } = one
    const row = {
      opening: major(one.opening),
      new: major(moved.new),
      expansion: major(moved.expansion),
      contraction: major(-moved.contraction),
      churn: major(-moved.churn),
      reactivation: major(moved.reactivation),
      closing: major(one.closing),
      exchange: major(exchangeOf(one)),
    }
    return [id, row]
  })
  return { rows: new Map(seen.lacks(month) ? [] : rows), rates: seen.told() }
}
