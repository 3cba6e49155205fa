import type { EVENTS, WireEvent } from '../event.ts'
import { type Level, toLevel } from '../limit.ts'
import type { Entitlement } from '../schema/boot.ts'

// The table of all names is more than a page needs that only counts.
const USAGE: typeof EVENTS.usage = 'espalier:usage'

type Entitlements = Record<string, Entitlement>

/** A feature whose usage moved, and the part of its limit that was used before: 1 for all of it. */
type Moved = [feature: string, ratio: number]

/** Usage as the host knows it. */
export interface ReportedUsage {
  used: number
  /** `null` is unlimited. */
  limit?: number | null
  /** ISO 8601. */
  resetsAt?: string
}

/** The usage of a metered feature measured against its limit at `now`; undefined for a feature that is not counted. */
export function limitOf(entitlement: Entitlement | undefined, now: number): Level | undefined {
  if (entitlement?.kind !== 'metered') return undefined
  const { used = 0, limit, resetsAt, pace } = entitlement
  return toLevel({ used, limit, pace, resetsAt: resetsAt === undefined ? undefined : Date.parse(resetsAt) }, now)
}

/**
 * Moves usage by an event of a page, ahead of the server: `setUsage` sets it, the event of a feature raises it by one.
 * Answers the features whose usage moved, each with the part of its limit that was used before (0 where there is none). `at` is its
 * time in epoch milliseconds, where it is known already. Changes `entitlements`.
 */
export function absorbUsage(entitlements: Entitlements, wire: WireEvent, at: number = Date.parse(wire.timestamp)): Moved[] {
  const { event, properties = {} } = wire
  const moved: Moved[] = []
  if (event === USAGE) {
    const { feature, ...usage } = properties as unknown as ReportedUsage & { feature: string }
    const known = (entitlements[feature] ??= { kind: 'metered', name: { en: feature, ja: feature }, allowed: true })
    moved.push([feature, limitOf(known, at)?.ratio ?? 0])
    Object.assign(known, usage)
    return moved
  }
  for (const feature of Object.keys(entitlements)) {
    const entitlement = entitlements[feature]
    const level = event && entitlement?.event === event && limitOf(entitlement, at)
    if (!level) continue
    moved.push([feature, level.ratio ?? 0])
    entitlement.used = level.used + 1
    if (level.resetsAt === undefined) delete entitlement.resetsAt
  }
  return moved
}
