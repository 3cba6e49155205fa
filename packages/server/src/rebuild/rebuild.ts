import { EVENTS } from '@espalier/core'
import { loadRules, type Rules } from '../decisions/rules.ts'
import { namedIn } from '../decisions/world/named-in.ts'
import { loadTimeline, type Timeline } from '../decisions/world/timeline.ts'
import type { IncomingEvent } from '../ingest/accept.ts'
import { foldNamed, type Fold } from '../ingest/fold.ts'
import { lossesIn } from '../ingest/losses.ts'
import { createMoments, recordMoments } from '../ingest/moments.ts'
import { NOTES, type AccountNote } from '../ingest/note-event.ts'
import { foldSigned } from '../ingest/signed.ts'
import { loadWorkingSet } from '../ingest/working-set.ts'
import { changeCare } from '../store/change-care.ts'
import { changedAccount } from '../store/changed-account.ts'
import type { LoggedEvent } from '../store/events.ts'
import type { PersonCareChange } from '../store/people.ts'
import type { ToldWorth } from '../store/rebuild.ts'
import type { Store } from '../store/store.ts'

/** Events that are read at once. */
const PART = 500

/**
 * Makes everything that follows from the log anew: people, accounts, counters, usage, and what came of campaigns, by the steps and the
 * rules by which the events were taken. All in one transaction: until its end others read what was there. Settings, campaigns, billing
 * and conversions are logs of their own and stay. Answers the number of events.
 */
export async function rebuild(store: Store): Promise<number> {
  return store.transaction(async (inner) => {
    const timeline = await loadTimeline(inner)
    const { counted } = await loadRules(inner)
    const told = await inner.rebuild.clear()
    const billed = new Map<string, boolean>()
    let events = 0
    for (let after = 0; ;) {
      const part = await inner.events.read(after, PART)
      for (const request of requestsOf(part)) await take(inner, request, { timeline, counted, told, billed })
      events += part.length
      if (part.length < PART) return events
      after = part.at(-1)?.position ?? after
    }
  })
}

interface Known extends Pick<Rules, 'counted'> {
  timeline: Timeline
  told: readonly ToldWorth[]
  /** Accounts by whether their plan is billed. */
  billed: Map<string, boolean>
}

/** What was received together was told together. */
function requestsOf(events: readonly LoggedEvent[]): LoggedEvent[][] {
  return [...Map.groupBy(events, ({ receivedAt }) => receivedAt).values()]
}

async function take(store: Store, events: readonly LoggedEvent[], { timeline, counted, told, billed }: Known): Promise<void> {
  const rules = { ...timeline.rulesAt(events[0]?.receivedAt ?? 0), counted }
  const set = await loadWorkingSet(store, events.map(asSent), rules)
  const accounts = events.flatMap(({ person, account, sentAs }) => [
    person,
    account,
    ...(sentAs?.visitor === undefined ? [] : [sentAs.visitor]),
  ])
  const moments = createMoments({
    definition: (campaign, version) => timeline.version(campaign, version)?.definition,
    isKnown: timeline.isKnown,
    arms: await store.exposures.armsOf([...new Set(accounts)]),
    rules,
  })
  const fold: Fold = { ...rules, set, moments, hasBilledPlan: (account) => billed.get(account) ?? false }
  for (const event of events) {
    const { type, name, person, account, at } = event
    const properties: unknown = event.properties
    if (type !== 'track') foldNamed(fold, event, namedIn(event))
    else if (name === EVENTS.boot) continue
    else if (name === EVENTS.account) {
      const { owned, ...change } = properties as AccountNote
      set.accounts.put(
        changedAccount(set.accounts.get(account) ?? { id: account, traits: {}, care: {}, firstSeenAt: at, lastSeenAt: at }, change),
      )
      if (owned)
        billed.set(
          account,
          owned.some(({ kind }) => kind === 'plan'),
        )
    } else if (name === NOTES.person) {
      const known = set.persons.get(person)
      if (known) set.persons.put(changeCare(known, (properties as { care: PersonCareChange }).care))
    } else if (name === NOTES.signed) foldSigned(fold, event)
    else if (name === NOTES.assigned) {
      await recordMoments(store.exposures, moments.take())
      const arm = properties as { campaign: string; version: number; arm: string }
      const before = told.find((one) => one.campaign === arm.campaign && one.account === account)?.worth
      await store.exposures.assign([{ ...arm, account, person, at, ...(before !== undefined && { before }) }])
    } else foldNamed(fold, event, namedIn(event))
  }
  await store.losses.count(lossesIn(events, rules.settings.zone))
  await set.save()
  await recordMoments(store.exposures, moments.take())
}

/** Names all whom an event touches, so that what is known of them is read. */
function asSent({ person, account, sentAs, ...event }: LoggedEvent): IncomingEvent {
  const visitor = sentAs?.visitor
  return {
    ...event,
    ...(person !== '' && (sentAs?.user ? { userId: person } : { anonymousId: person })),
    ...(account !== '' && { groupId: account }),
    ...(visitor !== undefined && (event.type === 'alias' ? { previousId: visitor } : { anonymousId: visitor })),
  }
}
