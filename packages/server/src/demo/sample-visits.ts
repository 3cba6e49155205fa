import { EVENTS } from '@espalier/core'
import type { PageView, WireEvent } from '@espalier/core'
import { dice, stableUuid } from './dice.ts'
import type { SampleAccount } from './sample-account.ts'

const DAY = 86_400_000
/** How many visits of an account are told page by page. */
const VISITS = 3
/** Places on the page of reports of the demo product. */
const PLACES = ['reports-top', 'report-aside', 'gate:analytics']

/** Somebody opened the page of reports. */
export interface SampleVisit {
  person: string
  /** When the page asked what it may show, epoch milliseconds. */
  at: number
  /** What the page told, decided with the server's answer of the time `asOf`. */
  view(asOf: number): WireEvent
}

/** Visits of an account within `days` before `now`, by its first person. */
export function sampleVisits({ id, people: [person = id] }: SampleAccount, days: number, now: number): SampleVisit[] {
  return Array.from({ length: VISITS }, (_, index): SampleVisit => {
    const at = Math.round(now - (1 + dice(`${id}:visit:${index}`) * (days - 2)) * DAY)
    return {
      person,
      at,
      view(asOf) {
        // Long enough after the opening that the first seconds have passed.
        const openFor = 31_000
        const view: PageView = { asOf, openFor, places: PLACES, visible: PLACES, device: 'desktop', zone: 'Asia/Tokyo', consent: true }
        return {
          type: 'track',
          event: EVENTS.view,
          messageId: stableUuid(`${id}:view:${index}`),
          timestamp: new Date(at + openFor).toISOString(),
          userId: person,
          properties: { ...view },
          context: { groupId: id, visit: stableUuid(`${id}:visit:${index}`), locale: 'ja', page: { path: '/demo/' } },
        }
      },
    }
  })
}
