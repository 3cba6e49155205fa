import { dayOf } from '@espalier/core'
import type { Entitlement, Settings } from '@espalier/core/schema'
import { resetOf } from '../../decisions/period.ts'
import type { Standing } from '../segments/standing.ts'

const DAY = 86_400_000

/**
 * Until when an account stands as it does at `now`, if nothing is told of it: when a day of counters, a month, a period of use or what
 * spares it ends. It may be said too early, never too late. Epoch milliseconds, after `now`.
 */
export function standsUntil({ account: { care }, counters, usage, entitlements }: Standing, settings: Settings, now: number): number {
  const cancelledAt = counters.find(({ name }) => name === settings.cancelEvent)?.state.l
  const ends = [
    (dayOf(now) + 1) * DAY,
    resetOf(now, 'month', settings.zone),
    care.mutedUntil,
    care.notAFitUntil,
    care.detractorAt === undefined ? undefined : care.detractorAt + settings.detractorDays * DAY,
    cancelledAt === undefined ? undefined : cancelledAt + settings.cancelQuietDays * DAY,
    ...usage.map((one) => one.resetsAt),
    ...Object.values(entitlements).flatMap(endsOf),
  ]
  return ends.reduce<number>((least, end) => (end !== undefined && end > now && end < least ? end : least), Infinity)
}

/** When a limit starts anew, and from when on it is no longer reached before that. */
function endsOf({ kind, used = 0, limit, pace, resetsAt }: Entitlement): number[] {
  if (kind !== 'metered' || resetsAt === undefined) return []
  const reset = Date.parse(resetsAt)
  if (typeof limit !== 'number' || pace === undefined || pace <= 0 || used >= limit) return [reset]
  // A millisecond more or less is what adding days to a time can lose.
  const late = Math.floor(reset - ((limit - used) / pace) * DAY)
  return [reset, late - 1, late, late + 1, late + 2]
}
