import type { RevenueAccounts, RevenueAccountsQuery } from '@espalier/core/schema'
import { toMajor } from '../../billing/money.ts'
import type { MovementKind } from '../../store/billing.ts'
import type { Store } from '../../store/store.ts'
import { nameOfAccount } from '../segments/all-accounts.ts'
import { membersOf } from '../segments/segment-of.ts'
import { monthsBetween } from './months.ts'

/** Accounts that one answer lists. */
const MOST = 1000

/** What each account paid and how that moved in a month. `now` is epoch milliseconds. */
export async function revenueAccounts(store: Store, query: RevenueAccountsQuery, now: number): Promise<RevenueAccounts> {
  const { zone, currency: usual } = await store.workspace.settings()
  const currency = query.currency ?? usual
  const [span] = monthsBetween(query.month, query.month, zone)
  if (!span) throw new RangeError(`no month "${query.month}"`)
  const isMember = await membersOf(store, query, now)
  const balances = await store.billing.balancesAt(currency, span.from)
  const rows = new Map<string, Record<MovementKind | 'opening' | 'closing', number>>()
  const rowOf = (account: string) => {
    let row = rows.get(account)
    if (!row) {
      const opening = balances.get(account) ?? 0
      rows.set(account, (row = { opening, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, closing: opening }))
    }
    return row
  }
  for (const account of balances.keys()) if (isMember(account)) rowOf(account)
  for (const { account, kind, amount } of await store.billing.movementsBetween(currency, span.from, Math.min(span.to, now + 1))) {
    if (!isMember(account)) continue
    const row = rowOf(account)
    row[kind] += Math.abs(amount)
    row.closing += amount
  }
  const moved = (row: Record<MovementKind, number>) => row.new + row.expansion + row.contraction + row.churn + row.reactivation
  const sorted = [...rows].toSorted(
    ([oneId, one], [otherId, other]) => moved(other) - moved(one) || other.opening - one.opening || (oneId < otherId ? -1 : 1),
  )
  const listed = sorted.slice(0, MOST)
  const known = await store.people.accounts(listed.map(([id]) => id))
  const major = (amount: number) => toMajor(amount, currency)
  return {
    zone,
    currency,
    asOf: new Date(now).toISOString(),
    month: query.month,
    accounts: listed.map(([id, row]) => {
      const account = known.get(id)
      return {
        id,
        name: account ? nameOfAccount(account) : id,
        opening: major(row.opening),
        new: major(row.new),
        expansion: major(row.expansion),
        contraction: major(row.contraction),
        churn: major(row.churn),
        reactivation: major(row.reactivation),
        closing: major(row.closing),
      }
    }),
    total: sorted.length,
  }
}
