const DAY = 86_400_000

/** A number with the reader's grouping, at most two decimals. */
export function formatNumber(value: number, tag: string): string {
  return value.toLocaleString(tag, { maximumFractionDigits: 2 })
}

/** A day in `zone`, with its year where the day alone would mislead. Undefined where `at` (epoch milliseconds) is no time. */
export function formatDay(at: number | undefined = Number.NaN, tag: string, now: number, zone: string): string | undefined {
  const day = new Date(at)
  if (Number.isNaN(+day)) return undefined
  const year = Math.abs(at - now) > 300 * DAY ? 'numeric' : undefined
  return day.toLocaleDateString(tag, { timeZone: zone, day: 'numeric', month: 'short', year })
}
