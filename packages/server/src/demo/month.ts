const DAY = 86_400_000

/** The calendar month of `now` in `zone`. `name` is as in `2026-11`. For zones that do not change their clocks within the month. */
export function monthOf(now: number, zone: string): { name: string; startsAt: number; endsAt: number } {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  const {
    year = 0,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
  } = Object.fromEntries(format.formatToParts(now).map((part) => [part.type, Number(part.value)]))
  const startsAt = now - (day - 1) * DAY - hour * 3_600_000 - minute * 60_000 - second * 1000 - (now % 1000)
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return { name: `${year}-${String(month).padStart(2, '0')}`, startsAt, endsAt: startsAt + days * DAY }
}
