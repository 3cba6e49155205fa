/**
 * What a clock on the wall of `zone` shows at `at`, as a `datetime-local` control writes it: `2026-11-22T14:05`.
 * `at` is in epoch milliseconds.
 */
export function toWallClock(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/**
 * The moment in epoch milliseconds at which a clock on the wall of `zone` shows `wall`; the earlier of two when clocks are put
 * back, and as long after the gap as `wall` is after its begin when they are put forward. NaN when `wall` is no time.
 */
export function fromWallClock(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc)) return Number.NaN
  const offset = (at: number) => Date.parse(`${toWallClock(at, zone)}Z`) - Math.floor(at / 60_000) * 60_000
  const DAY = 86_400_000
  // Offsets a day before and after hold on either side of any change of clocks in between.
  const candidates = [asUtc - offset(asUtc - DAY), asUtc - offset(asUtc + DAY)]
  const right = candidates.filter((at) => toWallClock(at, zone) === wall.slice(0, 16))
  return right.length > 0 ? Math.min(...right) : (candidates[0] ?? Number.NaN)
}
