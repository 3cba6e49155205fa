import { inTime } from './in-time.ts'

/** What somebody did: at which times which steps, as a sum of 2 to the power of their places. */
export interface Walk {
  readonly times: ArrayLike<number>
  readonly steps: ArrayLike<number>
}

/**
 * How many steps somebody took in their order, each after the one before and all within `windowMs` after the first. One event is one
 * step, whatever it fits. Of several ways the one that goes furthest counts: to each step the latest beginning that reaches it is
 * remembered, because whoever began later has more time left. What happened at one moment counts in the order in which it is given.
 * @param count how many steps there are
 * @param entry when the first step counts: from a time to before another, epoch milliseconds
 * @param took hears of each step, from 0 on, when it is first reached
 */
export function furthest(
  { times, steps }: Walk,
  count: number,
  windowMs: number,
  entry: { from: number; to: number },
  took?: (step: number, at: number) => void,
): number {
  const began = new Float64Array(count).fill(-Infinity)
  let reached = 0
  const order = inTime(times)
  for (let index = 0; index < times.length; index++) {
    const place = order?.[index] ?? index
    const at = times[place] ?? 0
    const fits = steps[place] ?? 0
    // From the last step down, so that one event does not take two.
    for (let step = count - 1; step >= 0; step--) {
      if ((fits & (1 << step)) === 0) continue
      const start = step > 0 ? (began[step - 1] ?? -Infinity) : at >= entry.from && at < entry.to ? at : -Infinity
      if (start === -Infinity || at - start > windowMs) continue
      began[step] = Math.max(began[step] ?? -Infinity, start)
      if (reached > step) continue
      reached = step + 1
      took?.(step, at)
    }
  }
  return reached
}
