import { limitOf, toLimitFacts, type LimitFacts } from '@espalier/core'
import type { Catalog, Entitlement, Settings } from '@espalier/core/schema'
import { ownedPlans } from '../../billing/follow-plan.ts'
import { entitlementsOf } from '../../decisions/entitlements.ts'
import { phaseOf, type Phase } from '../../decisions/phase.ts'
import { plansOf } from '../../decisions/subject.ts'
import type { Account, MeteredUse, OwnedCounter, ReportedUsage } from '../../store/people.ts'
import type { Store } from '../../store/store.ts'
import { allAccounts } from './all-accounts.ts'

/** An account as it stands now. */
export interface Standing {
  account: Account
  /** Id of its plan, or of the default one. */
  plan: string | undefined
  entitlements: Record<string, Entitlement>
  limits: LimitFacts[]
  phase: Phase
  usage: readonly ReportedUsage[]
  metered: readonly MeteredUse[]
  /** Of the account together: the events that the catalogue names, and the one that says that somebody cancels. */
  counters: readonly OwnedCounter[]
}

/** How all accounts stand at `now`, page by page; a fixed number of queries a page. */
export async function* standings(
  store: Store,
  workspace: { catalog: Catalog; settings: Settings },
  now: number,
): AsyncGenerator<Standing[]> {
  const { catalog, settings } = workspace
  const events = [...new Set([settings.cancelEvent, ...catalog.features.flatMap(({ event }) => event ?? [])])]
  for await (const accounts of allAccounts(store)) {
    const ids = accounts.map(({ id }) => id)
    const [subscriptions, usage, metered, counters] = await Promise.all([
      store.crowd.subscriptions(ids),
      store.people.usage(ids),
      store.people.metered(ids),
      store.people.counters('account', ids, events),
    ])
    const usageOf = Map.groupBy(usage, (one) => one.account)
    const meteredOf = Map.groupBy(metered, (one) => one.account)
    const countersOf = Map.groupBy(counters, (one) => one.owner)
    yield accounts.map((account): Standing => {
      const owned = ownedPlans(subscriptions.get(account.id) ?? []).map(({ plan }) => plan)
      const { plan, plans } = plansOf(account, owned, catalog)
      const theirs = {
        usage: usageOf.get(account.id) ?? [],
        metered: meteredOf.get(account.id) ?? [],
        counters: countersOf.get(account.id) ?? [],
      }
      const entitlements = entitlementsOf({ catalog, plans, ...theirs, zone: settings.zone, now })
      const limits = Object.values(entitlements).flatMap((one) => {
        const limit = limitOf(one, now)
        return limit ? [toLimitFacts(limit, now)] : []
      })
      const phase = phaseOf({ health: account.care, limits, plan: plan?.id }, workspace)
      return { account, plan: plan?.id, entitlements, limits, phase, ...theirs }
    })
  }
}
