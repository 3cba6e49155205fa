import { sumOfDays } from '@espalier/core'
import type { Catalog, Entitlement, Feature, Plan } from '@espalier/core/schema'
import type { MeteredUse, OwnedCounter, ReportedUsage } from '../store/people.ts'
import { periodOf, resetOf } from './period.ts'

/** The window of the pace that forecasts a limit, in days. */
const PACE_DAYS = 14

/** What the entitlements of one account follow from. */
export interface Entitled {
  catalog: Catalog
  /** What the account has: its plan first, then add-ons and packs. Empty when no plan is known. */
  plans: readonly Plan[]
  usage: readonly ReportedUsage[]
  metered: readonly MeteredUse[]
  /** The account's counters of the events that use features up. */
  counters: readonly OwnedCounter[]
  zone: string
  now: number
}

/**
 * Which features an account has and how far it used them. Limits of the plan and of packs add up. Where no plan is known nothing
 * is refused: features that are only there or not are left out, and limits are unknown.
 */
export function entitlementsOf(entitled: Entitled): Record<string, Entitlement> {
  const { catalog, plans, usage } = entitled
  const known: [id: string, one: Entitlement][] = []
  for (const feature of catalog.features) {
    const { id, kind, name } = feature
    if (kind === 'metered') known.push([id, meteredEntitlement(feature, entitled)])
    else if (plans.length > 0) known.push([id, { kind: 'boolean', name, allowed: plans.some(({ features }) => features[id] === true) }])
  }
  if (usage.length === 0) return Object.fromEntries(known)
  const listed = new Set(catalog.features.map(({ id }) => id))
  const unlisted = usage
    .filter(({ feature }) => !listed.has(feature))
    .map((one): [string, Entitlement] => [one.feature, reportedAlone(one)])
  return Object.fromEntries([...unlisted, ...known])
}

function meteredEntitlement(feature: Feature, { plans, usage, metered, counters, zone, now }: Entitled): Entitlement {
  const reported = usage.find((one) => one.feature === feature.id && (one.resetsAt === undefined || one.resetsAt > now))
  const period = periodOf(now, feature.reset, zone)
  const counted = metered.find((one) => one.feature === feature.id && one.period === period)
  const counter = counters.find(({ name }) => name === feature.event)
  const grants = plans.flatMap(({ features }) => features[feature.id] ?? [])
  const limit = reported?.limit !== undefined ? reported.limit : limitOf(grants)
  const resetsAt = reported?.resetsAt ?? resetOf(now, feature.reset, zone)
  const entitlement: Entitlement = {
    kind: 'metered',
    name: feature.name,
    allowed: plans.length === 0 || grants.some((grant) => grant !== false),
    used: reported?.used ?? counted?.used ?? 0,
  }
  if (limit !== undefined) entitlement.limit = limit
  if (resetsAt !== undefined) entitlement.resetsAt = timeText(resetsAt)
  if (feature.event !== undefined) entitlement.event = feature.event
  if (counter) entitlement.pace = sumOfDays(counter.state, PACE_DAYS, now) / PACE_DAYS
  return entitlement
}

let lastTime = { at: Number.NaN, text: '' }

/** A time as ISO 8601. The same one is asked for again and again: everybody's month ends at once. */
function timeText(at: number): string {
  if (at !== lastTime.at) lastTime = { at, text: new Date(at).toISOString() }
  return lastTime.text
}

/** The sum of the limits; `null`, which is unlimited, when one of them is. Undefined when nothing is granted. */
function limitOf(grants: readonly Plan['features'][string][]): number | null | undefined {
  const limits = grants.flatMap((grant) => (grant === true ? [null] : grant === false ? [] : [grant.limit]))
  if (limits.length === 0) return undefined
  return limits.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0)
}

/** Usage of something that the catalogue does not list: the host's word is all there is. */
function reportedAlone({ feature, used, limit, resetsAt }: ReportedUsage): Entitlement {
  return {
    kind: 'metered',
    name: { en: feature, ja: feature },
    allowed: true,
    used,
    ...(limit !== undefined && { limit }),
    ...(resetsAt !== undefined && { resetsAt: new Date(resetsAt).toISOString() }),
  }
}
