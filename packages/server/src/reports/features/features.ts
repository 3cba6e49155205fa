import type { FeatureQuery, FeatureReport } from '@espalier/core/schema'
import type { Account } from '../../store/people.ts'
import type { Store } from '../../store/store.ts'
import { nameOfAccount } from '../segments/all-accounts.ts'
import { membersOf } from '../segments/segment-of.ts'
import { standings } from '../segments/standing.ts'
import { lockedRows, touchesOf } from './locked.ts'
import { breadthOf, isMeasured, usesOf, type Use } from './use.ts'

const DAY = 86_400_000
/** Accounts that are listed because they use little of what they have. */
const NARROWEST = 20

/** An account with what it uses. */
interface Seen {
  account: Account
  plan: string | undefined
  uses: Map<string, Use>
}

/** What accounts use of what they have, and what they touch of what they do not have. `now` is epoch milliseconds. */
export async function featureReport(store: Store, query: FeatureQuery, now: number): Promise<FeatureReport> {
  const [catalog, settings] = await Promise.all([store.workspace.catalog(), store.workspace.settings()])
  const { zone } = settings
  const isMember = await membersOf(store, query, now)
  const seen: Seen[] = []
  for await (const page of standings(store, { catalog, settings }, now)) {
    for (const one of page) {
      if (!isMember(one.account.id)) continue
      seen.push({ account: one.account, plan: one.plan, uses: usesOf(one, catalog, { days: query.days, now, zone }) })
    }
  }
  const byPlan = Map.groupBy(seen, ({ plan = '' }) => plan)
  const touches = await touchesOf(store, now - query.days * DAY, now + 1, isMember)
  return {
    zone,
    asOf: new Date(now).toISOString(),
    days: query.days,
    accounts: seen.length,
    features: catalog.features.map((feature) => {
      const { uses, ...all } = adoptionOf(seen, feature.id)
      return {
        feature: feature.id,
        name: feature.name,
        ...all,
        uses,
        frequency: uses !== null && all.using > 0 ? uses / all.using : null,
        ...(!isMeasured(feature) ? { reason: 'no-event' } : all.entitled > 0 && all.adoption === null ? { reason: 'not-told' } : {}),
        plans: [...byPlan].map(([plan, theirs]) => {
          const { entitled, using, adoption } = adoptionOf(theirs, feature.id)
          return { plan, entitled, using, adoption }
        }),
      }
    }),
    breadth: [...byPlan].map(([plan, theirs]) => {
      const each = theirs.map(({ uses }) => breadthOf(uses))
      const mean = (of: (one: (typeof each)[number]) => number) => each.reduce((sum, one) => sum + of(one), 0) / each.length
      const [used, entitled] = [mean((one) => one.used), mean((one) => one.entitled)]
      return { plan, accounts: theirs.length, used, entitled, share: entitled > 0 ? used / entitled : null }
    }),
    narrowest: narrowestOf(seen),
    locked: lockedRows(
      touches,
      new Map(seen.map((one) => [one.account.id, one])),
      new Map(catalog.features.map(({ id, name }) => [id, name])),
    ),
  }
}

function adoptionOf(seen: readonly Seen[], feature: string) {
  const entitled = seen.flatMap(({ uses }) => uses.get(feature) ?? []).filter((one) => one.entitled)
  const using = entitled.filter((one) => one.used)
  const isKnown = entitled.some((one) => one.used !== undefined)
  const counted = using.flatMap(({ uses }) => uses ?? [])
  const uses = using.length > 0 && counted.length === 0 ? null : counted.reduce((sum, one) => sum + one, 0)
  return { entitled: entitled.length, using: using.length, adoption: isKnown ? using.length / entitled.length : null, uses }
}

function narrowestOf(seen: readonly Seen[]): FeatureReport['narrowest'] {
  const rows = seen.flatMap(({ account, plan, uses }) => {
    const { used, entitled } = breadthOf(uses)
    return used < entitled
      ? [{ account: account.id, name: nameOfAccount(account), plan: plan ?? '', used, entitled, share: used / entitled }]
      : []
  })
  return rows
    .toSorted((one, other) => one.share - other.share || other.entitled - one.entitled || (one.account < other.account ? -1 : 1))
    .slice(0, NARROWEST)
}
