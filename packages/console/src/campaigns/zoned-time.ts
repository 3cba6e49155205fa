import type { Locale } from '@espalier/core/schema'
import { fromWallClock, toWallClock } from '../debugger/wall-clock.ts'

/** The wall clock of `zone` at an instant, as controls of type `datetime-local` write it: `2026-11-22T09:00`. Empty where it is no time. */
export function toWall(instant: string | undefined, zone: string): string {
  const at = Date.parse(instant ?? '')
  return Number.isNaN(at) ? '' : toWallClock(at, zoneOr(zone))
}

/** The instant at which the wall clock of `zone` shows `wall`, as ISO 8601. Undefined where it is no time. */
export function fromWall(wall: string, zone: string): string | undefined {
  const at = fromWallClock(wall, zoneOr(zone))
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

/** A day and a time of day in `zone` as sentences write it; the text itself where it is no time. */
export function writeMoment(instant: string, zone: string, locale: Locale): string {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return instant
  return new Intl.DateTimeFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: zoneOr(zone),
    year: 'numeric',
    month: locale === 'ja' ? 'long' : 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(at)
}

/** The zone itself, or UTC while somebody is still typing it. */
function zoneOr(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
