import { zonedTime } from '@espalier/core'

const DAY = 86_400_000

/** A day of the calendar as a whole number, whatever the zone. */
const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY

function today(zone: string, now: number) {
  const { year, month, day } = zonedTime(now, zone)
  return { year, number: dayNumber(year, month, day) }
}

/**
 * Days of the calendar in `zone` until the date in a trait: 0 on the day itself, negative after it. A date without a time is that day
 * wherever one is; nothing for a trait that holds no date.
 */
export function daysToDate<K extends string>(name: K, trait: unknown, zone: string, now: number): { [key in K]?: number } {
  const at = typeof trait === 'string' ? Date.parse(trait) : Number.NaN
  if (typeof trait !== 'string' || Number.isNaN(at)) return {}
  const { year, month, day } = zonedTime(at, /^\d{4}-\d{2}-\d{2}$/.test(trait) ? 'UTC' : zone)
  return { [name]: dayNumber(year, month, day) - today(zone, now).number } as { [key in K]?: number }
}

/** Days until the next time that a year begins on the day in a trait, `MM` or `MM-DD`: 0 on the day itself, at most 366. */
export function daysToYear<K extends string>(name: K, trait: unknown, zone: string, now: number): { [key in K]?: number } {
  const [, month = 0, day = 1] = (typeof trait === 'string' ? (/^(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?$/.exec(trait) ?? []) : []).map(
    (part) => (part === undefined ? undefined : Number(part)),
  )
  if (month === 0) return {}
  const { year, number } = today(zone, now)
  const days = dayNumber(year, month, day) - number
  return { [name]: days >= 0 ? days : dayNumber(year + 1, month, day) - number } as { [key in K]?: number }
}
