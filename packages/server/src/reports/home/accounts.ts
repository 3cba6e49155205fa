import type { HomeAccounts, HomeAccountsQuery } from '@espalier/core/schema'
import { nameOfKept } from '../kept/account.ts'
import { accountsAt } from '../kept/memory.ts'
import { resultsOf } from '../../results/memory.ts'
import type { Store } from '../../store/store.ts'
import { monthsBetween } from '../revenue/months.ts'
import { scopeOf } from '../revenue/scope.ts'
import { membersOf } from '../segments/segment-of.ts'
import { behindFigure } from './behind.ts'
import type { CountedAccount } from './counted-account.ts'
import { monthAsked } from './month-asked.ts'
import { noticedBy, standingOf } from './now.ts'
import { loadBrought } from './past.ts'

/** Accounts that are listed. */
const MOST = 500

/** The accounts behind a step or a figure of Home; in a file all of them. `now` is epoch milliseconds. */
export async function homeAccounts(store: Store, query: HomeAccountsQuery, now: number, most = MOST): Promise<HomeAccounts> {
  const { step } = query
  const isMember = await membersOf(store, query, now)
  const asOf = new Date(now).toISOString()
  if (step === 'signals' || step === 'leaveAlone') {
    const noticed = await noticedBy(store, step, isMember, now)
    const sorted = noticed.toSorted((one, other) => other.reasons.length - one.reasons.length || (one.id < other.id ? -1 : 1))
    const accounts = sorted.slice(0, most).map(({ plan, ...one }) => ({ ...one, plan: plan ?? null }))
    return { asOf, accounts, total: sorted.length }
  }
  if (step === 'engagement' || step === 'onboarding') {
    return { asOf, ...(await named(store, await standingOf(store, step, isMember, now), now, most)) }
  }
  const scope = await scopeOf(store, query.currency)
  const month = await monthAsked(store, query, scope, now)
  const [span] = monthsBetween(month, month, scope.zone)
  if (!span) throw new RangeError(`no month "${month}"`)
  const { ids } = await resultsOf(store)
  const behind = behindFigure(step, { ...(await loadBrought(store, scope, isMember)), ids, span, now })
  return { asOf, month, ...(await named(store, behind, now, most)) }
}

/** With what the accounts are called, those that stand for a loss or a success first. */
async function named(
  store: Store,
  behind: readonly CountedAccount[],
  now: number,
  most: number,
): Promise<Pick<HomeAccounts, 'accounts' | 'total'>> {
  const { get } = await accountsAt(store, now)
  const listed = behind.toSorted((one, other) => one.rank - other.rank || (one.id < other.id ? -1 : 1)).slice(0, most)
  const accounts = listed.map(({ id, reasons, campaigns }) => {
    const known = get(id)
    return {
      id,
      name: nameOfKept({ id, name: known?.name }),
      plan: known?.plan ?? null,
      reasons: [...reasons].toSorted(),
      ...(campaigns && { campaigns: [...campaigns].toSorted() }),
    }
  })
  return { accounts, total: behind.length }
}
