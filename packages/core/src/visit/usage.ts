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
  // A time that nobody can read is none.
  return toLevel({ used, limit, pace, resetsAt: Date.parse(resetsAt as string) || undefined }, now)
}

/**
 * Moves usage by an event of a page, ahead of the server: `setUsage` sets it, the event of a feature raises it by one.
 * Answers the features whose usage moved, each with the part of its limit that was used before (0 where there is none). `at` is its
 * time in epoch milliseconds, where it is known already. Changes `entitlements`.
 */
export function absorbUsage(entitlements: Entitlements, wire: WireEvent, at: number = Date.parse(wire.timestamp)): Moved[] {
  const { event, properties = {} } = wire
  const moved: Moved[] = []
  const move = (feature: string, known: Entitlement, usage?: ReportedUsage): void => {
    const { used = 0, ratio = 0, resetsAt } = limitOf(known, at) ?? {}
    moved.push([feature, ratio])
    // A reset that has passed says nothing of what is counted since.
    if (!resetsAt) delete known.resetsAt
    Object.assign(known, { used: used + 1 }, usage)
  }
  if (event === USAGE) {
    const { feature, ...usage } = properties as unknown as ReportedUsage & { feature: string }
    const known = { kind: 'metered', name: { en: feature, ja: feature }, allowed: true, ...entitlements[feature] } as const
    move(feature, (entitlements[feature] = known), usage)
    return moved
  }
  for (const feature in entitlements) {
    const known = entitlements[feature]
    if (event && known?.event === event && known.kind === 'metered') move(feature, known)
  }
  return moved
}
