import type { Settings } from '@espalier/core/schema'
import type { Standing } from '../segments/standing.ts'

const DAY = 86_400_000

/** Why nobody should sell to an account now, by the gates of care that are switched on. */
export function reasonsToSpare({ account: { care }, counters }: Standing, settings: Settings, now: number): string[] {
  const cancelledAt = counters.find(({ name }) => name === settings.cancelEvent)?.state.l ?? -Infinity
  const holds: Record<keyof Settings['care'], boolean> = {
    health: care.score !== undefined && care.score < settings.healthBelow,
    onboarding: care.onboarded === false,
    pastDue: care.pastDue === true,
    risk: care.risk === true,
    detractor: (care.detractorAt ?? -Infinity) > now - settings.detractorDays * DAY,
    cancelling: care.cancelling === true || cancelledAt > now - settings.cancelQuietDays * DAY,
    muted: (care.mutedUntil ?? 0) > now,
    notAFit: (care.notAFitUntil ?? 0) > now,
  }
  return (Object.keys(holds) as (keyof Settings['care'])[]).filter((reason) => settings.care[reason] && holds[reason])
}
