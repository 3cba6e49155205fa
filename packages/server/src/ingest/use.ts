import { addToCounter, createCounter } from '@espalier/core'
import { periodOf } from '../decisions/period.ts'
import type { Rules } from '../decisions/rules.ts'
import type { StoredEvent } from '../store/events.ts'
import type { CounterScope } from '../store/people.ts'
import { countedAs } from './counted-as.ts'
import { counterKey, meteredKey, type PeopleRows } from './working-set.ts'

/** What is counted, and as what. */
interface Counting extends Pick<Rules, 'catalog' | 'settings' | 'counted'> {
  /** True for counters that nobody will read. */
  ignores?(scope: CounterScope, name: string): boolean
}

/** Counts an event for the person and the account, and as a use of the metered features that it uses up. */
export function countUse(set: PeopleRows, rules: Counting, event: StoredEvent): void {
  const { name, person, account, at } = event
  for (const one of countedAs(rules, event)) {
    if (person !== '' && !rules.ignores?.('person', one)) count(set, 'person', person, one, at)
    if (!rules.ignores?.('account', one)) count(set, 'account', account, one, at)
  }
  for (const { id: feature, kind, event: uses, reset } of rules.catalog.features) {
    if (kind !== 'metered' || uses !== name) continue
    const period = periodOf(at, reset, rules.settings.zone)
    set.metered.put({ account, feature, period, used: (set.metered.get(account, meteredKey(feature, period))?.used ?? 0) + 1 })
  }
}

/** Counts one occurrence under a name, in place. */
export function count({ counters }: Pick<PeopleRows, 'counters'>, scope: CounterScope, owner: string, name: string, at: number): void {
  const counter = counters.get(owner, counterKey(scope, name)) ?? { scope, owner, name, state: createCounter() }
  addToCounter(counter.state, at)
  counters.put(counter)
}

/** Where reported usage is kept, and what the workspace says about pages. */
interface Reported extends Pick<Rules, 'settings'> {
  set: Pick<PeopleRows, 'usage'>
}

/** What the host said with `setUsage`. */
interface Report {
  feature: string
  used: number
  limit?: number | null | undefined
  resetsAt?: string | null | undefined
}

/**
 * Keeps the usage that the host reported, unless it reported something newer. Where identity is enforced, what a page reports never
 * takes the place of what a server did.
 */
export function reportUse({ set: { usage }, settings }: Reported, report: Report, { account, at }: StoredEvent, page: boolean): void {
  const { feature, used, limit, resetsAt } = report
  const before = usage.get(account, feature)
  if (before && before.at > at) return
  if (before && !before.byPage && page && settings.identity.mode === 'enforce') return
  usage.put({
    account,
    feature,
    used,
    ...(limit !== undefined && { limit }),
    ...(resetsAt && { resetsAt: Date.parse(resetsAt) }),
    at,
    ...(page && { byPage: true as const }),
  })
}
