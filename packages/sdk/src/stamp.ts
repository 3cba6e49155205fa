import type { EVENTS, Person, WireEvent } from '@espalier/core'
import { createEventId } from './event-id.ts'
import type { Clock } from './platform/clock.ts'
import type { Page } from './platform/page.ts'
import type { Storage } from './platform/storage.ts'

/** What one call adds to an event. */
export type Draft = Pick<WireEvent, 'type'> & Partial<WireEvent>

/** Written out wherever it is used: the table of all names is for those who need more of them. */
export type OwnEvent = (typeof EVENTS)[keyof typeof EVENTS]

const NAME = 'tab'

/** Completes drafts, which become the events, with id, time, person, account, page, the visit of this tab and their order on this page. */
export function createStamp(
  clock: Clock,
  page: Page,
  tab: Storage,
  person: () => Person,
  locale: () => string,
): (draft: Draft) => WireEvent {
  let seq = 0
  let visit = tab.read<{ of: string; id: string }>(NAME)
  let whose: Person | undefined
  let here: ReturnType<Page['describe']> | undefined
  let context: NonNullable<WireEvent['context']>
  let who: Omit<Person, 'groupId'>
  return (draft) => {
    const now = clock.now()
    const someone = person()
    const place = page.describe()
    if (whose !== someone || here !== place) {
      const { groupId, ...rest } = (whose = someone)
      who = rest
      // Two people at one screen are not joined by a visit.
      if (visit?.of !== who.anonymousId) {
        tab.clear()
        tab.write(NAME, (visit = { of: who.anonymousId, id: createEventId(now) }))
      }
      context = { ...(groupId !== undefined && { groupId }), locale: locale(), visit: visit.id, page: (here = place) }
    }
    // Takes half of what spreading does.
    return Object.assign(draft, who, { messageId: createEventId(now), timestamp: new Date(now).toISOString(), context, seq: seq++ })
  }
}
