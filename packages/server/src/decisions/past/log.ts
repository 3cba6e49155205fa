import type { LoggedEvent } from '../../store/events.ts'
import type { Store } from '../../store/store.ts'

/** Events that are read at a time: few enough to be gone before they would be kept as what lasts. */
const SLICE = 500

/** A part of the log. */
export interface LogSlice {
  events: readonly LoggedEvent[]
  /** How far the log was read. */
  position: number
}

/** The log in its order up to a position, slice by slice, of the accounts in question: never more of it is in memory. */
export async function* readLog(
  { crowd }: Pick<Store, 'crowd'>,
  until: number,
  isAsked: (account: string) => boolean = () => true,
): AsyncGenerator<LogSlice> {
  for (let position = 0; position < until;) {
    const next = Math.min(until, position + SLICE)
    yield { events: await crowd.log(position, next, isAsked), position: next }
    position = next
  }
}
