import type { EVENTS, WireEvent } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import type { ReplayedVisit } from './visits.ts'
import { wireBeside, type TimedWire } from './wire.ts'

/** What was not recorded comes between two events that were: counted on, it would make the next one look like that of a new page. */
const BETWEEN = 1 / 1024

/** What a page would have recorded at a moment of a visit. */
export function toldEvent(
  { wire, visit, at }: { wire: WireEvent; visit: ReplayedVisit; at: number },
  name: (typeof EVENTS)[keyof typeof EVENTS],
  properties: Readonly<Record<string, string | number | boolean>>,
): { wire: TimedWire; event: LoggedEvent } {
  const id = `${wire.messageId} ${name} ${String(properties['campaign'])}`
  const seq = ((visit.last ?? wire).seq ?? 0) + BETWEEN
  const told = wireBeside(wire, name, { id, at, properties, seq })
  const event: LoggedEvent = {
    id,
    type: 'track',
    name,
    person: visit.person,
    account: visit.account,
    at,
    receivedAt: at,
    seq: 0,
    properties,
    context: {},
    sentAs: { ...(wire.userId !== undefined && { user: true }), ...(wire.context?.groupId !== undefined && { account: true }) },
    position: 0,
  }
  return { wire: told, event }
}
