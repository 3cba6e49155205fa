const DAY = 86_400_000

/** The last `days` whole UTC days up to the one of `now`, both ends included, such as `2026-11-22`. `now` is in epoch milliseconds. */
export function lastDays(days: number, now: number): { from: string; to: string } {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  return { from: day(now - (days - 1) * DAY), to: day(now) }
}

/** Every day from one to the other, both included. */
export function daysBetween(from: string, to: string): string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  if (!(first <= last)) return []
  return Array.from({ length: Math.round((last - first) / DAY) + 1 }, (_, index) =>
    new Date(first + index * DAY).toISOString().slice(0, 10),
  )
}
