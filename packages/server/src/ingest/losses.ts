import { dayOf, EVENTS, LOSS_REASONS, zonedTime } from '@espalier/core'
import type { StoredEvent } from '../store/events.ts'
import type { LossCount } from '../store/losses.ts'

/** More than a queue can hold, so that nobody makes the sums worthless with one report. */
const MOST = 1_000_000

/** What pages report to have given up, on the day of the report in `zone`. Anything that is no count of a known reason is passed over. */
export function lossesIn(events: readonly StoredEvent[], zone: string): LossCount[] {
  return events.flatMap(({ type, name, at, properties }) => {
    if (type !== 'track' || name !== EVENTS.dropped) return []
    return LOSS_REASONS.flatMap((reason) => {
      const count = properties[reason]
      if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MOST) return []
      return [{ day: dayOf(zonedTime(at, zone).wall), reason, events: count }]
    })
  })
}
