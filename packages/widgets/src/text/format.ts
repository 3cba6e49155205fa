const DAY = 86_400_000

/** A number with the reader's grouping, at most two decimals. */
export function formatNumber(value: number, tag: string): string {
  return new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }).format(value)
}

/** A day in `zone`, with its year where the day alone would mislead. Undefined where `at` (epoch milliseconds) is no time. */
export function formatDay(at: number, tag: string, now: number, zone: string): string | undefined {
  if (Number.isNaN(+new Date(at))) return undefined
  const far = Math.abs(at - now) > 300 * DAY
  return new Intl.DateTimeFormat(tag, { timeZone: zone, day: 'numeric', month: 'short', ...(far && { year: 'numeric' as const }) }).format(
    at,
  )
}
