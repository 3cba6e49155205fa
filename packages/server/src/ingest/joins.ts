import type { IncomingEvent } from './accept.ts'

/** True for events that say which person a visitor is. */
export function joins({ type, userId }: IncomingEvent): boolean {
  return userId !== undefined && (type === 'identify' || type === 'alias')
}

/** The visitor that such an event names. */
export function visitorOf({ type, anonymousId, previousId }: IncomingEvent): string | undefined {
  return type === 'alias' ? previousId : anonymousId
}
