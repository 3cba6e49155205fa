import { sumOfDays } from '@espalier/core'
import type { Catalog, Feature } from '@espalier/core/schema'
import { periodOf } from '../../decisions/period.ts'
import type { Standing } from '../segments/standing.ts'

/** How an account uses one feature. */
export interface Use {
  entitled: boolean
  /** Undefined where nothing says whether it was used. */
  used?: boolean
  /** Uses in the period; undefined where only the present usage is told. */
  uses?: number
}

/** Whether the use of a feature can be known at all. */
export function isMeasured({ event, kind }: Feature): boolean {
  return event !== undefined || kind === 'metered'
}

/**
 * How an account uses each feature of the catalogue. A feature with an event was used when the event happened in the last `days`;
 * another metered feature, such as seats, while the host tells that some of it is in use; where it tells nothing, that is not known.
 */
export function usesOf(
  standing: Standing,
  catalog: Catalog,
  { days, now, zone }: { days: number; now: number; zone: string },
): Map<string, Use> {
  return new Map(
    catalog.features.map((feature): [string, Use] => {
      const entitled = standing.entitlements[feature.id]?.allowed ?? false
      if (!isMeasured(feature)) return [feature.id, { entitled }]
      if (feature.event !== undefined) {
        const counter = standing.counters.find(({ name }) => name === feature.event)
        const uses = counter ? sumOfDays(counter.state, days, now) : 0
        return [feature.id, { entitled, used: uses > 0, uses }]
      }
      const period = periodOf(now, feature.reset, zone)
      const told = standing.usage.find((one) => one.feature === feature.id)?.used
      const counted = standing.metered.find((one) => one.feature === feature.id && one.period === period)?.used
      const present = told ?? counted
      return [feature.id, present === undefined ? { entitled } : { entitled, used: present > 0 }]
    }),
  )
}

/** Of the features that an account has and whose use is known: how many, and how many of them it uses. */
export function breadthOf(uses: readonly Use[]): { used: number; entitled: number } {
  const known = uses.filter((one) => one.entitled && one.used !== undefined)
  return { used: known.filter((one) => one.used).length, entitled: known.length }
}
