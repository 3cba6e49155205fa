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

function zoneOf(name: string): Zone {
  const known = zones.get(name)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const zone: Zone = { format, offsets: new Map() }
  zones.set(name, zone)
  return zone
}

/** How far the zone's wall clock is ahead of UTC, in milliseconds. */
function offsetOf(at: number, name: string): number {
  const { format, offsets } = zoneOf(name)
  const quarter = Math.floor(at / QUARTER)
  const known = offsets.get(quarter)
  if (known !== undefined) return known
  const parts: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(quarter * QUARTER)) parts[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter * QUARTER
  if (offsets.size >= MOST) offsets.clear()
  offsets.set(quarter, offset)
  return offset
}

/** Reads the wall clock of an IANA zone at a moment (epoch milliseconds). */
export function zonedTime(at: number, zone: string): ZonedTime {
  const wall = new Date(at + offsetOf(at, zone))
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    weekday: wall.getUTCDay() || 7,
    wall: wall.getTime(),
  }
}

/** The first moment of a month in a zone, epoch milliseconds. Month 13 is January of the next year. */
export function startOfMonth(year: number, month: number, zone: string): number {
  const wall = Date.UTC(year, month - 1, 1)
  // The offset at the guess can be that of the other side of a clock change; the second look is on the right side.
  const guess = wall - offsetOf(wall, zone)
  return wall - offsetOf(guess, zone)
}
