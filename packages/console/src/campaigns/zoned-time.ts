import type { Locale } from '@espalier/core/schema'

const MINUTE = 60_000

/** The wall clock of `zone` at an instant, as controls of type `datetime-local` write it: `2026-11-22T09:00`. Empty where it is no time. */
export function toWall(instant: string | undefined, zone: string): string {
  const at = Date.parse(instant ?? '')
  return Number.isNaN(at) ? '' : new Date(at + offsetAt(at, zone)).toISOString().slice(0, 16)
}

/**
 * The instant at which the wall clock of `zone` shows `wall`, as ISO 8601. A time that the clock skips counts as if it had not been
 * put forward; of a time that comes twice the first is meant. Undefined where it is no time.
 */
export function fromWall(wall: string, zone: string): string | undefined {
  const local = Date.parse(`${wall}Z`)
  if (Number.isNaN(local)) return undefined
  // Of the offsets half a day before and after, one holds at the time that is meant.
  const around = [local - 12 * 60 * MINUTE, local + 12 * 60 * MINUTE].map((at) => local - offsetAt(at, zone))
  const found = around.filter((at) => at + offsetAt(at, zone) === local)
  const [before = local] = around
  return new Date(found.length > 0 ? Math.min(...found) : before).toISOString()
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

/** How far the clock of `zone` is ahead of UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zoneOr(zone),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const read = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'))
  return wall - Math.floor(at / 1000) * 1000
}

/** The zone itself, or UTC while somebody is still typing it. */
function zoneOr(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
