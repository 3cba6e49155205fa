import type { Fact } from './facts.ts'

/** A moment on the wall clock of a zone. */
export interface ZonedTime {
  year: number
  /** 1 to 12. */
  month: number
  day: number
  hour: number
  /** 1 is Monday. */
  weekday: number
  /** The wall clock read as if it were UTC, epoch milliseconds. */
  wall: number
}

const QUARTER = 15 * 60_000
/** Offsets that are remembered for each zone; they cost far more to ask for than to keep. */
const MOST = 10_000

interface Zone {
  format: Intl.DateTimeFormat
  /** By quarter of an hour since the epoch: no zone has ever changed its clock within one. */
  offsets: Map<number, number>
}

const zones = new Map<string, Zone>()

/** A zone that this machine does not know is read as UTC. Sweden writes dates as ISO 8601 does. */
function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone)
  if (zone) return zone
  try {
    const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    zone = { format, offsets: new Map() }
  } catch {
    zone = zoneOf('UTC')
  }
  zones.set(timeZone, zone)
  return zone
}

/** How far the zone's wall clock is ahead of UTC, in milliseconds. */
function offsetOf(at: number, name: string): number {
  const { format, offsets } = zoneOf(name)
  const quarter = Math.floor(at / QUARTER) * QUARTER
  let offset = offsets.get(quarter)
  if (offset === undefined) {
    offset = Date.parse(`${format.format(quarter).replace(' ', 'T')}Z`) - quarter
    if (offsets.size >= MOST) offsets.clear()
    offsets.set(quarter, offset)
  }
  return offset
}

/** The wall clock of a zone, as if it were that of UTC. */
const wallOf = (at: number, zone: string): Date => new Date(at + offsetOf(at, zone))

/** Reads the wall clock of an IANA zone at a moment (epoch milliseconds). */
export function zonedTime(at: number, zone: string): ZonedTime {
  const wall = wallOf(at, zone)
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    weekday: wall.getUTCDay() || 7,
    wall: wall.getTime(),
  }
}

/** The facts `now` and `local`: hour, weekday (1 = Monday), date (ISO 8601) and month (1 to 12) on the wall clock of a zone. */
export function clockFacts(
  at: number,
  zone: string,
): { hour: number; weekday: number; date: string; month: number } & Record<string, Fact> {
  const wall = wallOf(at, zone)
  return {
    hour: wall.getUTCHours(),
    weekday: wall.getUTCDay() || 7,
    date: wall.toISOString().slice(0, 10),
    month: wall.getUTCMonth() + 1,
  }
}

/** The first moment of a month in a zone, epoch milliseconds. Month 13 is January of the next year. */
export function startOfMonth(year: number, month: number, zone: string): number {
  return fromWall(Date.UTC(year, month - 1, 1), zone)
}

/**
 * The moment at which the wall clock of a zone, read as if it were UTC, shows this; where the clock skips it, as midnight in
 * some zones, what it shows as much later as it skips. Both are epoch milliseconds.
 */
export function fromWall(wall: number, zone: string): number {
  // The offset at the guess can be that of the other side of a clock change; the second look is on the right side.
  const guess = wall - offsetOf(wall, zone)
  const found = wall - offsetOf(guess, zone)
  return found + offsetOf(found, zone) === wall ? found : Math.max(guess, found)
}
