import type { HomeQuery } from '@espalier/core/schema'
import { periodOf } from '../../decisions/period.ts'
import type { Store } from '../../store/store.ts'
import { monthsBefore } from '../revenue/months.ts'
import { firstMovementIn, type Scope } from '../revenue/scope.ts'

/** The last complete month, or the present one where nothing was billed before it. */
export async function monthAsked(store: Store, query: Pick<HomeQuery, 'month'>, scope: Scope, now: number): Promise<string> {
  const { zone } = scope
  const present = periodOf(now, 'month', zone)
  if (query.month !== undefined) return query.month > present ? present : query.month
  const first = await firstMovementIn(store, scope)
  return first !== undefined && periodOf(first, 'month', zone) < present ? monthsBefore(present, 1) : present
}
