import { EVENTS } from '@espalier/core'
import type { z } from 'zod'
import { NOTES } from '../ingest/note-event.ts'
import type { EventListing } from '../store/events.ts'
import type { Store } from '../store/store.ts'
import { isoTimes, toRecorded, toUserSummary } from './present.ts'
import type { user } from './shapes.ts'

/** How a timeline begins. What pages and server note for themselves alone is left out. */
export const TIMELINE: EventListing = {
  limit: 50,
  without: [EVENTS.view, EVENTS.boot, EVENTS.account, NOTES.person, NOTES.signed, NOTES.merged],
}

/** One person with what they saw and did; undefined when nobody has this id. An old anonymous id finds the person too. */
export async function readUser({ people, exposures, events }: Store, name: string): Promise<z.infer<typeof user> | undefined> {
  const id = (await people.aliases([name])).get(name) ?? name
  const person = (await people.persons([id])).get(id)
  if (!person) return undefined
  const anonymousIds = await people.aliasesOf(id)
  const campaigns = await exposures.campaignsOf(id)
  const list = await events.list({ persons: [id, ...anonymousIds] }, TIMELINE)
  return {
    ...toUserSummary(person),
    care: isoTimes(person.care ?? {}, 'mutedUntil', 'notAFitUntil'),
    accounts: (await people.memberships([id])).map(({ account }) => account),
    anonymousIds,
    campaigns: campaigns.map((one) => ({
      campaign: one.campaign,
      shown: one.shown,
      ...(one.response !== undefined && { response: one.response }),
      ...(one.score !== undefined && { score: one.score }),
      ...(one.comment !== undefined && { comment: one.comment }),
      ...isoTimes(one, 'lastShownAt', 'respondedAt'),
    })),
    events: list.map(toRecorded),
  }
}
