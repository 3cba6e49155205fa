import { EVENTS, type WireEvent } from '@espalier/core'
import type { Entitlement } from '@espalier/core/schema'
import { limitOf } from './entitlement.ts'

type Entitlements = Record<string, Entitlement>

/** Usage as the host knows it. */
export interface ReportedUsage {
  used: number
  /** `null` is unlimited. */
  limit?: number | null
  /** ISO 8601. */
  resetsAt?: string
}

/**
 * Moves usage by an event of this page, ahead of the server: `setUsage` sets it, the event of a feature raises it by one.
 * True when something moved.
 */
export function absorbUsage(entitlements: Entitlements, { event, timestamp, properties = {} }: WireEvent): boolean {
  if (event === EVENTS.usage) {
    const { feature, ...usage } = properties as unknown as ReportedUsage & { feature: string }
    const known = (entitlements[feature] ??= { kind: 'metered', name: { en: feature, ja: feature }, allowed: true })
    Object.assign(known, usage)
    return true
  }
  let moved = false
  for (const entitlement of Object.values(entitlements)) {
    if (entitlement.event !== event || entitlement.kind !== 'metered') continue
    const limit = limitOf(entitlement, Date.parse(timestamp))
    entitlement.used = (limit?.used ?? 0) + 1
    if (limit?.resetsAt === undefined) delete entitlement.resetsAt
    moved = true
  }
  return moved
}

/** How far each limit is used, 1 for all of it. */
export function ratiosOf(entitlements: Entitlements, now: number): Map<string, number> {
  return new Map(Object.entries(entitlements).map(([feature, one]) => [feature, limitOf(one, now)?.ratio ?? 0]))
}

/** The limits that got near (80 %) or were reached between two readings. */
export function crossings(before: Map<string, number>, after: Map<string, number>): ['limit:near' | 'limit:reached', string][] {
  return [...after].flatMap(([feature, ratio]): ['limit:near' | 'limit:reached', string][] => {
    const past = before.get(feature) ?? 0
    if (past < 1 && ratio >= 1) return [['limit:reached', feature]]
    return past < 0.8 && ratio >= 0.8 ? [['limit:near', feature]] : []
  })
}
