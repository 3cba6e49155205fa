import type { EVENTS, Person, Told, WireEvent } from '@espalier/core'
import { createEventId } from './event-id.ts'
import type { Page } from './platform/page.ts'
import type { Storage } from './platform/storage.ts'

/** What one call adds to an event. */
export type Draft = Pick<WireEvent, 'type'> & Partial<WireEvent>

/** Written out wherever it is used: the table of all names is for those who need more of them. */
export type OwnEvent = (typeof EVENTS)[keyof typeof EVENTS]

const NAME = 'tab'

/** Says which visit events belong to, and holds its id. */
export interface Stamp {
  /**
   * Completes a draft, which becomes the event, with id, time (`now`, epoch milliseconds), person, account, page, the visit of this tab,
   * its order on this page, and what is `told` of other tabs.
   */
  stamp(draft: Draft, now: number, told?: Told): WireEvent
  /** Leaves the visit for the next page of the tab, or holds it again. */
  pass(leaving: boolean): void
}

/**
 * While a page is there its visit is in its memory alone: a tab that is copied with its storage begins a visit of its own, with nothing
 * that the other one remembers.
 */
export function createStamp(page: Page, tab: Storage, person: () => Person, locale: () => string): Stamp {
  let seq = 0
  let visit = tab.read<{ of: string; id: string }>(NAME)
  let whose: Person | undefined
  let here: ReturnType<Page['describe']> | undefined
  let context: NonNullable<WireEvent['context']>
  let who: Omit<Person, 'groupId'>
  let time = 0
  let timestamp = ''
  const pass = (leaving: boolean): void => tab.write(NAME, leaving && visit?.of === person().anonymousId ? visit : undefined)
  const stamp: Stamp['stamp'] = (draft, now, told) => {
    const someone = person()
    const place = page.describe()
    if (whose !== someone || here !== place) {
      const { groupId, ...rest } = (whose = someone)
      who = rest
      // Two people at one screen are not joined by a visit.
      if (visit?.of !== who.anonymousId) {
        tab.clear()
        visit = { of: who.anonymousId, id: createEventId(now) }
      }
      context = { groupId, locale: locale(), visit: visit.id, page: (here = place) }
    }
    // Bursts come within one millisecond, and writing a time takes longer than all else here.
    if (time !== now) timestamp = new Date((time = now)).toISOString()
    // Takes half of what spreading does.
    return Object.assign(draft, who, {
      messageId: createEventId(now),
      timestamp,
      context: told ? { ...context, ...told } : context,
      seq: seq++,
    })
  }
  if (visit) pass(false)
  else tab.clear()
  return { stamp, pass }
}
