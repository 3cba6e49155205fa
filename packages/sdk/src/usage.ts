import { limitOf } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'

/** How far each limit is used, 1 for all of it. */
export function ratiosOf(entitlements: Boot['entitlements'], now: number): Map<string, number> {
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
