import type { WireEvent } from '@espalier/core'
import { createEventId } from './event-id.ts'
import type { Person } from './identity.ts'
import type { Clock } from './platform/clock.ts'
import type { Page } from './platform/page.ts'

/** What one call adds to an event. */
export type Draft = Pick<WireEvent, 'type'> & Partial<WireEvent>

/** Completes events with id, time, person, account, page and their order in this tab. */
export function createStamp(clock: Clock, page: Page, person: () => Person, locale: () => string): (draft: Draft) => WireEvent {
  let seq = 0
  return (draft) => {
    const now = clock.now()
    const { groupId, ...who } = person()
    return {
      messageId: createEventId(now),
      timestamp: new Date(now).toISOString(),
      ...who,
      ...draft,
      context: { ...(groupId !== undefined && { groupId }), locale: locale(), page: page.describe() },
      seq: seq++,
    }
  }
}
