import type { RevenueReport } from '@espalier/core/schema'
import type { Store } from '../../store/store.ts'
import { openBooks } from './books.ts'
import { monthsBefore, monthsBetween, type Month } from './months.ts'
import { firstMovementIn, movementsIn, type Scope } from './scope.ts'

const MONTHS = 12

/**
 * Retention over the twelve months that end with `last`, counted as that of a month, with the rates of the beginning. Twelve months one
 * after another would not do: each has a cohort of its own, and who came within the year would count. Null where the year is not over, or
 * began before anything was billed.
 */
export async function retentionOfYear(
  store: Store,
  scope: Scope,
  last: Month,
  isMember: (account: string) => boolean,
  now: number,
): Promise<RevenueReport['year']> {
  const from = monthsBetween(monthsBefore(last.name, MONTHS - 1), last.name, scope.zone)[0]?.from ?? now
  const began = await firstMovementIn(store, scope)
  if (last.to > now || began === undefined || began >= from) return null
  const books = await openBooks(store, scope, from, isMember, now)
  const moved = await movementsIn(store, scope, from, last.to)
  const year = books.month(
    { ...last, from },
    moved.filter(({ account }) => isMember(account)),
  )
  return year?.nrr == null ? null : { nrr: year.nrr, grr: year.grr }
}
