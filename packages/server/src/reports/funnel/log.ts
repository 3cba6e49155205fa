import { others } from '../../others.ts'
import type { Store } from '../../store/store.ts'
import type { Roll } from './roll.ts'
import { Stretch } from './stretch.ts'

/** Positions of the log that are read between two turns of everything else. */
const PART = 5000
/** Events that are put in order together. */
const ROOM = 1 << 16

/** What is read of the log. */
export interface Sought {
  /** At most ten names of events. */
  readonly names: readonly string[]
  readonly by: 'account' | 'user'
  /** From when to before when it happened, epoch milliseconds. */
  readonly from: number
  readonly to: number
  /** Whether properties are needed to tell which step an event is. */
  readonly whole: boolean
  /** Which steps an event can be, by the place of its name from 0 on, as a sum of 2 to the power of their places; 0 is none. */
  stepsOf(name: number, properties?: string): number
}

/** Reads events after one position until another from the log itself. Who did them are numbers of the roll; what nobody did is left out. */
export async function readLog(store: Store, sought: Sought, roll: Roll, after: number, until: number): Promise<Stretch[]> {
  const found: Stretch[] = []
  const open = new Stretch(ROOM)
  for (let from = after; from < until; from += PART) {
    const { names, by, whole } = sought
    const part = { after: from, until: Math.min(from + PART, until) }
    const seen = await store.funnel.occurrences({ names, by, whole, from: sought.from, to: sought.to, ...part })
    const steps = seen.names.map((name, place) => sought.stepsOf(name - 1, seen.properties[place]))
    roll.read(seen.ids, steps, (who, place) => {
      if (open.length === ROOM) {
        found.push(open.inTime())
        open.length = 0
      }
      open.add(who, seen.times[place] ?? 0, steps[place] ?? 0)
    })
    await others()
  }
  if (open.length > 0) found.push(open.inTime())
  return found
}
