import { limitOf, type WireEvent } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'
import type { Listeners } from './listeners.ts'

/** How far each limit is used that `event` can move, 1 for all of it. */
export function ratiosOf(entitlements: Boot['entitlements'], { event }: WireEvent, now: number): Map<string, number> {
  const ratios = new Map<string, number>()
  for (const [feature, one] of Object.entries(entitlements)) {
    if (one.event === event || event === 'espalier:usage') ratios.set(feature, limitOf(one, now)?.ratio ?? 0)
  }
  return ratios
}

/** Tells of the limits that `event` moved near or to their end; `before` are their ratios before it. */
export function tellLimits(
  emit: Listeners['emit'],
  before: Map<string, number>,
  entitlements: Boot['entitlements'],
  event: WireEvent,
  now: number,
): void {
  for (const [name, feature] of crossings(before, ratiosOf(entitlements, event, now))) {
    const { used = 0, limit } = entitlements[feature] ?? {}
    emit(name, { feature, used, limit: limit ?? 0 })
  }
}

/** The limits that got near (80 %) or were reached between two readings. */
function crossings(before: Map<string, number>, after: Map<string, number>): ['limit:near' | 'limit:reached', string][] {
  return [...after].flatMap(([feature, ratio]): ['limit:near' | 'limit:reached', string][] => {
    const past = before.get(feature) ?? 0
    if (past < 1 && ratio >= 1) return [['limit:reached', feature]]
    return past < 0.8 && ratio >= 0.8 ? [['limit:near', feature]] : []
  })
}
