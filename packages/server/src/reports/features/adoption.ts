import type { Catalog, Feature, FeatureReport } from '@espalier/core/schema'
import { hasLeft, nameOfKept, type KeptAccount, type Pattern } from '../kept/account.ts'
import { isMeasured } from './use.ts'

/** Accounts that are listed because they use little of what they have. */
const NARROWEST = 20

/** Accounts of one plan with one pattern. */
interface Alike {
  pattern: Pattern
  accounts: number
  /** Uses of all of them, by feature in the order of the catalogue. */
  uses: number[]
  /** The first of them, in order of id. */
  first: KeptAccount[]
}

/** Accounts by plan, in the order of the catalogue and then of names, then by what they have and use. */
export type ByPlan = Map<string, Map<Pattern, Alike>>

/** Counts accounts in one pass, without those that had left before a time, epoch milliseconds. */
export function groupAccounts(
  { plans }: Catalog,
  accounts: readonly KeptAccount[],
  isMember: (account: string) => boolean,
  before: number,
): ByPlan {
  const byPlan: ByPlan = new Map()
  for (const account of accounts) {
    if (!isMember(account.id) || hasLeft(account, before)) continue
    const { plan = '', pattern, uses } = account
    let patterns = byPlan.get(plan)
    if (!patterns) byPlan.set(plan, (patterns = new Map<Pattern, Alike>()))
    let alike = patterns.get(pattern)
    if (!alike) patterns.set(pattern, (alike = { pattern, accounts: 0, uses: uses.map(() => 0), first: [] }))
    alike.accounts += 1
    for (let place = 0; place < uses.length; place++) alike.uses[place] = (alike.uses[place] ?? 0) + (uses[place] ?? 0)
    if (alike.first.length < NARROWEST) alike.first.push(account)
  }
  const places = new Map(plans.map(({ id }, place) => [id, place]))
  const placeOf = (plan: string): number => places.get(plan) ?? plans.length
  return new Map([...byPlan].toSorted(([one], [other]) => placeOf(one) - placeOf(other) || (one < other ? -1 : 1)))
}

/** How a feature is used; `place` is its place in the catalogue. */
function adoptionOf(groups: readonly Alike[], feature: Feature, place: number) {
  const entitled = groups.filter(({ pattern }) => pattern.features[place]?.entitled)
  const using = entitled.filter(({ pattern }) => pattern.features[place]?.used)
  const isKnown = entitled.some(({ pattern }) => pattern.features[place]?.used !== undefined)
  const [has, does] = [countOf(entitled), countOf(using)]
  const uses = does > 0 && feature.event === undefined ? null : using.reduce((sum, one) => sum + (one.uses[place] ?? 0), 0)
  return { entitled: has, using: does, adoption: isKnown ? does / has : null, uses }
}

/** Each feature of the catalogue, for all accounts and by plan. */
export function featuresOf(catalog: Catalog, byPlan: ByPlan): FeatureReport['features'] {
  const plans = [...byPlan].map(([plan, patterns]) => ({ plan, groups: [...patterns.values()] }))
  const groups = plans.flatMap((one) => one.groups)
  return catalog.features.map((feature, place) => {
    const { uses, ...all } = adoptionOf(groups, feature, place)
    return {
      feature: feature.id,
      name: feature.name,
      ...all,
      uses,
      frequency: uses !== null && all.using > 0 ? uses / all.using : null,
      ...(!isMeasured(feature) ? { reason: 'no-event' } : all.entitled > 0 && all.adoption === null ? { reason: 'not-told' } : {}),
      plans: plans.map(({ plan, groups: theirs }) => {
        const { entitled, using, adoption } = adoptionOf(theirs, feature, place)
        return { plan, entitled, using, adoption }
      }),
    }
  })
}

/** How much of what they have accounts use, by plan. */
export function breadthsOf(byPlan: ByPlan): FeatureReport['breadth'] {
  return [...byPlan].map(([plan, patterns]) => {
    const groups = [...patterns.values()]
    const accounts = countOf(groups)
    const mean = (of: (pattern: Pattern) => number) => groups.reduce((sum, one) => sum + of(one.pattern) * one.accounts, 0) / accounts
    const [used, entitled] = [mean(({ breadth }) => breadth.used), mean(({ breadth }) => breadth.entitled)]
    return { plan, accounts, used, entitled, share: entitled > 0 ? used / entitled : null }
  })
}

/** Accounts that use the least of what they have. */
export function narrowestOf(byPlan: ByPlan): FeatureReport['narrowest'] {
  const rows = [...byPlan.values()].flatMap((patterns) =>
    [...patterns.values()].flatMap(({ pattern: { breadth }, first }) =>
      breadth.used < breadth.entitled
        ? first.map((account) => ({
            account: account.id,
            name: nameOfKept(account),
            plan: account.plan ?? '',
            ...breadth,
            share: breadth.used / breadth.entitled,
          }))
        : [],
    ),
  )
  return rows
    .toSorted((one, other) => one.share - other.share || other.entitled - one.entitled || (one.account < other.account ? -1 : 1))
    .slice(0, NARROWEST)
}

function countOf(groups: readonly Alike[]): number {
  return groups.reduce((sum, one) => sum + one.accounts, 0)
}
