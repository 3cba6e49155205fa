import type { Rules } from '../decisions/rules.ts'
import type { CounterScope } from '../store/people.ts'
import type { Moments } from './moments.ts'
import type { PeopleRows } from './working-set.ts'

/** What events are folded into, and what the workspace says about them. */
export interface Fold extends Pick<Rules, 'catalog' | 'settings' | 'counted' | 'armedBy'> {
  readonly set: PeopleRows
  readonly moments: Moments
  /** True for an account whose plan is billed; its traits do not change it. */
  hasBilledPlan(account: string): boolean
  /** True for counters that nobody will read, where not everything is kept. */
  ignores?(scope: CounterScope, name: string): boolean
}
