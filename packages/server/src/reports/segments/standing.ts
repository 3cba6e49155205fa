import { limitOf, toLimitFacts, type LimitFacts } from '@espalier/core'
import type { Catalog, Entitlement, Settings } from '@espalier/core/schema'
import { ownedPlans } from '../../billing/follow-plan.ts'
import { entitlementsOf } from '../../decisions/entitlements.ts'
import { phaseOf, type Phase } from '../../decisions/phase.ts'
import { plansOf } from '../../decisions/subject.ts'
import type { Account, MeteredUse, OwnedCounter, ReportedUsage } from '../../store/people.ts'
import type { Store } from '../../store/store.ts'

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
  /** When the last of its subscriptions ended; undefined while one stands, or where there never was one. Epoch milliseconds. */
  endedAt: number | undefined
}

/** How these accounts stand at `now`; a fixed number of queries, however many they are. */
export async function standingsOf(
  store: Store,
  accounts: readonly Account[],
  { catalog, settings }: { catalog: Catalog; settings: Settings },
  now: number,
): Promise<Standing[]> {
  const events = [...new Set([settings.cancelEvent, ...catalog.features.flatMap(({ event }) => event ?? [])])]
  const ids = accounts.map(({ id }) => id)
  const { usage, metered, counters, ended } = await store.crowd.stands.rows(ids, events)
  // A plan is the account's own; of what was bought only add-ons and packs are asked for.
  const bought = catalog.plans.some(({ kind }) => kind !== 'plan') ? await store.crowd.subscriptions(ids) : undefined
  const usageOf = Map.groupBy(usage, (one) => one.account)
  const meteredOf = Map.groupBy(metered, (one) => one.account)
  const countersOf = Map.groupBy(counters, (one) => one.owner)
  const endedAt = new Map(ended.map(({ account, at }) => [account, at]))
  return accounts.map((account): Standing => {
    const owned = ownedPlans(bought?.get(account.id) ?? []).map(({ plan }) => plan)
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
    const phase = phaseOf({ health: account.care, limits, plan: plan?.id }, { catalog, settings })
    return { account, plan: plan?.id, entitlements, limits, phase, endedAt: endedAt.get(account.id), ...theirs }
  })
}
