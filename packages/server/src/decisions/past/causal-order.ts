import type { LoggedEvent } from '../../store/events.ts'
import type { Visits } from './visits.ts'

/** Events of other tabs that have not come after so long were lost, or refused. Milliseconds. */
const PATIENCE = 3_600_000

/** Events of pages, none before those that it tells of: a tab may send what it recorded later than another one that heard of it. */
export interface CausalOrder {
  /** Adds the next event of the log; gives those whose turn it is now, each to be taken before the next is asked for. */
  take(event: LoggedEvent): Iterable<LoggedEvent>
  /** Gives what still waits: at the end of the log there is nothing to wait for. */
  rest(): Iterable<LoggedEvent>
}

/** Nothing waits yet. `visits` take what is given. */
export function createCausalOrder({ lacks }: Pick<Visits, 'lacks'>): CausalOrder {
  const waiting: LoggedEvent[] = []
  const isBehind = (index: number): boolean => {
    const { visit } = waiting[index]?.context ?? {}
    return waiting.slice(0, index).some(({ context }) => context['visit'] === visit)
  }
  function* due(now: number): Generator<LoggedEvent> {
    for (let index = 0; ;) {
      const one = waiting[index]
      if (!one) return
      const waits = one.receivedAt > now - PATIENCE && (isBehind(index) || lacks(one))
      if (waits) index += 1
      else {
        waiting.splice(index, 1)
        yield one
        index = 0
      }
    }
  }
  return {
    take(event) {
      waiting.push(event)
      return due(event.receivedAt)
    },
    rest: () => due(Infinity),
  }
}
