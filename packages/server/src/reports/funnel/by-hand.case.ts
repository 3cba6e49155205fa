/** What somebody did: when, and which steps it can be, as a sum of 2 to the power of their places. */
export interface Done {
  at: number
  fits: number
}

/** How many of `count` steps somebody came, by every way through what they did, in the order in which it is given. */
export function byHand(
  events: readonly Done[],
  count: number,
  { windowMs, from = -Infinity, to = Infinity }: { windowMs: number; from?: number; to?: number },
): number {
  const further = (start: number, last: number, step: number): number =>
    Math.max(
      step,
      ...events.flatMap(({ at, fits }, place) =>
        step < count && place > last && fits & (1 << step) && at - start <= windowMs ? [further(start, place, step + 1)] : [],
      ),
    )
  return Math.max(0, ...events.map(({ at, fits }, place) => (fits & 1 && at >= from && at < to ? further(at, place, 1) : 0)))
}
