import type { WireEvent } from '@espalier/core'
import type { StoredEvent } from '../../store/events.ts'

/**
 * An event of the log as its page recorded it. The log names who did something as the server knew them; `anonymousId` is the visitor
 * that the page knew, which its earlier events tell.
 */
export function wireOf(event: StoredEvent, anonymousId: string): WireEvent {
  const { id, type, name, person, account, at, seq, properties, context, sentAs } = event
  const wire: WireEvent = {
    type,
    messageId: id,
    timestamp: new Date(at).toISOString(),
    anonymousId,
    properties: properties as Record<string, unknown>,
    context: sentAs?.account ? { ...context, groupId: account } : context,
    seq,
  } as WireEvent
  if (sentAs?.user) wire.userId = person
  if (type === 'track') wire.event = name
  return wire
}

/** The visitor that a page knew after this event. */
export function visitorAfter({ person, sentAs }: StoredEvent, before: string): string {
  if (!sentAs?.user) return person
  return sentAs.visitor ?? before
}
