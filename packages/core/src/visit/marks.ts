import type { Person } from './person.ts'

/** What a visit remembers from page to page of one tab. It is JSON, so that the tab can keep it. */
export interface VisitMarks {
  /** Whom all this is about. Missing before the first event. */
  person?: Person
  /** By campaign: the id of the decision that was recorded; empty as long as none was. */
  decided: Record<string, string>
  /** Campaigns whose impression was recorded: one visit over many pages is one impression. */
  shown: Record<string, true>
  /** What was held back and told, as `<gate> <campaign>`. */
  told: Record<string, true>
  /** By campaign: when the delay after its event is over, epoch milliseconds. */
  due: Record<string, number>
  /** An offer was decided in this visit. */
  offered: boolean
  /** A survey was. */
  asked: boolean
}

/** The marks of a visit in which nothing happened yet. */
export function createMarks(): VisitMarks {
  return { decided: {}, shown: {}, told: {}, due: {}, offered: false, asked: false }
}
