import { EVENTS } from '@espalier/core'
import { loadRules, type Rules } from '../decisions/rules.ts'
import { namedIn } from '../decisions/world/named-in.ts'
import { loadTimeline, type Timeline } from '../decisions/world/timeline.ts'
import type { IncomingEvent } from '../ingest/accept.ts'
import { foldNamed } from '../ingest/fold.ts'
import type { Fold } from '../ingest/folded-into.ts'
import { lossesIn } from '../ingest/losses.ts'
import { createMoments, recordMoments } from '../ingest/moments.ts'
import { NOTES, type AccountNote, type MergeNote } from '../ingest/note-event.ts'
import { foldSigned } from '../ingest/signed.ts'
import { loadWorkingSet } from '../ingest/working-set.ts'
import { mergeRows } from '../merging/merge-rows.ts'
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
    const { worth: told, spared } = await inner.rebuild.clear()
    const billed = new Map<string, boolean>()
    const merged = new Map<string, string>()
    let events = 0
    for (let after = 0; ;) {
      const part = await inner.events.read(after, PART)
      for (const request of requestsOf(part)) await take(inner, request, { timeline, counted, told, billed, merged })
      events += part.length
      if (part.length < PART) break
      after = part.at(-1)?.position ?? after
    }
    await inner.rebuild.atLeast(spared)
    return events
  })
}

interface Known extends Pick<Rules, 'counted'> {
  timeline: Timeline
  told: readonly ToldWorth[]
  /** Accounts by whether their plan is billed. */
  billed: Map<string, boolean>
  /** Accounts that were part of another one by then. */
  merged: Map<string, string>
}

/** What was received together, one after another, was told together; that an account became part of another one was told by itself. */
function requestsOf(events: readonly LoggedEvent[]): LoggedEvent[][] {
  const requests: LoggedEvent[][] = []
  for (const [index, event] of events.entries()) {
    const before = events[index - 1]
    // A clock that was put back gives the same time twice.
    if (before?.receivedAt !== event.receivedAt || isMerge(before) || isMerge(event)) requests.push([])
    requests.at(-1)?.push(event)
  }
  return requests
}

const isMerge = ({ type, name }: LoggedEvent): boolean => type === 'track' && name === NOTES.merged

async function take(store: Store, events: readonly LoggedEvent[], known: Known): Promise<void> {
  const { timeline, counted, told, billed, merged } = known
  const [first] = events
  if (first && isMerge(first)) return takeMerge(store, first, known)
  const rules = { ...timeline.rulesAt(first?.receivedAt ?? 0), counted, merged }
  const set = await loadWorkingSet(store, events.map(asSent), rules)
  const accounts = events.flatMap(({ person, account, sentAs }) => [
    person,
    account,
    ...(sentAs?.visitor === undefined ? [] : [sentAs.visitor]),
  ])
  const moments = createMoments({
    definition: (campaign, version) => timeline.version(campaign, version)?.definition,
    isKnown: timeline.isKnown,
    arms: await store.exposures.armsOf([...new Set(accounts.map((id) => merged.get(id) ?? id)), ...accounts]),
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
      // What it was worth is kept with the account that it is part of in the end.
      const { owner = account } = event
      const before = told.find((one) => one.campaign === arm.campaign && one.account === owner)?.worth
      await store.exposures.assign([{ ...arm, account, person, at, ...(before !== undefined && { before }) }])
    } else foldNamed(fold, event, namedIn(event))
  }
  await store.losses.count(lossesIn(events, rules.settings.zone))
  await set.save()
  await recordMoments(store.exposures, moments.take())
}

/** An account became part of another one. */
async function takeMerge(store: Store, { account: into, properties, at }: LoggedEvent, { merged }: Known): Promise<void> {
  const { from, ledgerFrom } = properties as unknown as MergeNote
  await mergeRows(store, { account: from, into, at, ...(ledgerFrom !== undefined && { ledgerFrom }) }, { merged })
  for (const [one, before] of merged) if (before === from) merged.set(one, into)
  merged.set(from, into)
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
