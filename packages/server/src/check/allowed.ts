import { checkEntitlement, type Check } from '@espalier/core'
import { ownedPlans } from '../billing/follow-plan.ts'
import { entitlementsOf } from '../decisions/entitlements.ts'
import type { Rules } from '../decisions/rules.ts'
import { plansOf } from '../decisions/subject.ts'
import type { Store } from '../store/store.ts'

/**
 * Whether an account may use a feature now. Where identity is enforced, usage that only a page reported does not count: whoever is in
 * front of a page could report anything.
 */
export async function isAllowed(
  { people, billing }: Pick<Store, 'people' | 'billing'>,
  { catalog, settings }: Rules,
  { account, feature, now }: { account: string; feature: string; now: number },
): Promise<Check> {
  const [accounts, subscriptions, usage, metered] = await Promise.all([
    people.accounts([account]),
    billing.subscriptionsOf(account),
    people.usage([account]),
    people.metered([account]),
  ])
  const owned = ownedPlans(subscriptions).map(({ plan }) => plan)
  const entitlements = entitlementsOf({
    catalog,
    plans: plansOf(accounts.get(account), owned, catalog).plans,
    usage: settings.identity.mode === 'enforce' ? usage.filter(({ byPage }) => !byPage) : usage,
    metered,
    counters: [],
    zone: settings.zone,
    now,
  })
  return checkEntitlement(Object.hasOwn(entitlements, feature) ? entitlements[feature] : undefined, true, now)
}
