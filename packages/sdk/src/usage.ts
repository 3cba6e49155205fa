import { type absorbUsage, limitOf } from '@espalier/core'
import type { Boot } from '@espalier/core/schema'
import type { Listeners } from './listeners.ts'

/** Features whose usage moved, each with the part of its limit that was used before. */
export type Moved = ReturnType<typeof absorbUsage>

/** Tells of the limits that got near (80 %) or were reached when usage moved from what `moved` says to what is known at `now`. */
export function tellLimits(emit: Listeners['emit'], moved: Moved, entitlements: Boot['entitlements'], now: number): void {
  for (const [feature, before] of moved) {
    const { used = 0, limit = 0, ratio = 0 } = limitOf(entitlements[feature], now) ?? {}
    const mark = ratio < 1 ? 0.8 : 1
    if (before < mark && ratio >= mark) emit(mark < 1 ? 'limit:near' : 'limit:reached', { feature, used, limit: limit as number })
  }
}
