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

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}

/** Reads the wall clock of an IANA zone at a moment (epoch milliseconds). */
export function zonedTime(at: number, zone: string): ZonedTime {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  return { year, month, day, hour, weekday: new Date(wall).getUTCDay() || 7, wall }
}

/** The first moment of a month in a zone, epoch milliseconds. Month 13 is January of the next year. */
export function startOfMonth(year: number, month: number, zone: string): number {
  const wall = Date.UTC(year, month - 1, 1)
  const offsetAt = (at: number) => zonedTime(at, zone).wall - at
  // The offset at the guess can be that of the other side of a clock change; the second look is on the right side.
  const guess = wall - offsetAt(wall)
  return wall - offsetAt(guess)
}
