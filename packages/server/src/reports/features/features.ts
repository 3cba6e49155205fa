import type { FeatureQuery, FeatureReport } from '@espalier/core/schema'
import { loadRules } from '../../decisions/rules.ts'
import type { Store } from '../../store/store.ts'
import { accountsAt } from '../kept/memory.ts'
import { membersOf } from '../segments/segment-of.ts'
import { breadthsOf, featuresOf, groupAccounts, narrowestOf } from './adoption.ts'
import { lockedRows, touchesOf } from './locked.ts'

const DAY = 86_400_000

/** What accounts use of what they have, and what they touch of what they do not have. `now` is epoch milliseconds. */
export async function featureReport(store: Store, query: FeatureQuery, now: number): Promise<FeatureReport> {
  const { zone } = (await loadRules(store)).settings
  const isMember = await membersOf(store, query, now)
  const touches = await touchesOf(store, now - query.days * DAY, now, isMember)
  const all = await accountsAt(store, now, query.days)
  const { catalog } = all
  const byPlan = groupAccounts(catalog, all.list, isMember, now - query.days * DAY)
  const breadth = breadthsOf(byPlan)
  return {
    zone,
    asOf: new Date(now).toISOString(),
    days: query.days,
    accounts: breadth.reduce((sum, one) => sum + one.accounts, 0),
    features: featuresOf(catalog, byPlan),
    breadth,
    narrowest: narrowestOf(byPlan),
    locked: lockedRows(touches, all.get, new Map(catalog.features.map(({ id, name }) => [id, name]))),
  }
}
