import type { EVENTS, WireEvent } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'
import type { ReplayedVisit } from './visits.ts'

/** What a page would have recorded at a moment of a visit. */
export function toldEvent(
  { wire, visit, at }: { wire: WireEvent; visit: ReplayedVisit; at: number },
  name: (typeof EVENTS)[keyof typeof EVENTS],
  properties: Readonly<Record<string, string | number | boolean>>,
): { wire: WireEvent; event: LoggedEvent } {
  const id = `${wire.messageId} ${name} ${String(properties['campaign'])}`
  const { seq: _, ...around } = wire
  const told: WireEvent = { ...around, type: 'track', event: name, messageId: id, timestamp: new Date(at).toISOString(), properties }
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
