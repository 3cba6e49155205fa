import { EVENTS, eventFactName } from '@espalier/core'
import { foldNamed } from '../../ingest/fold.ts'
import type { Fold } from '../../ingest/folded-into.ts'
import { joinArms } from '../../ingest/join-arms.ts'
import { mergeAccounts } from '../../ingest/merge-accounts.ts'
import { createMoments } from '../../ingest/moments.ts'
import { NOTES, type AccountNote, type MergeNote, type OwnedPlans } from '../../ingest/note-event.ts'
import { foldSigned } from '../../ingest/signed.ts'
import { createPeopleRows } from '../../ingest/working-set.ts'
import { changeCare } from '../../store/change-care.ts'
import { changedAccount } from '../../store/changed-account.ts'
import type { StoredEvent } from '../../store/events.ts'
import type { RecordedArm, RecordedArms } from '../../store/exposures.ts'
import type { CounterScope, OwnedCounter, PersonCareChange } from '../../store/people.ts'
import type { Rules } from '../rules.ts'
import { subjectOf, type Subject, type SubjectName, type SubjectRows } from '../subject.ts'
import { namedIn } from './named-in.ts'
import { createCustomEvents, type CustomEvents } from './custom-events.ts'
import { createEncounters } from './encounters.ts'
import type { Timeline } from './timeline.ts'

/**
 * What the server knew at a moment of the past, folded from the log by the same steps as when the events came. It holds state for
 * each person and account, not for each event.
 */
export interface World {
  /** Folds the next event of the log in; events come in the order of their positions. */
  take(event: StoredEvent): void
  /**
   * All that was known of somebody, read at `now`: what `loadSubject` would have answered then. The answer is the caller's own.
   * `rules` are those of that time, where more is to be read than they need.
   */
  subjectOf(name: SubjectName, now: number, rules?: Rules): Subject
  /** The visitors who turned out to be this person. */
  visitorsOf(person: string): string[]
  /** The rules of that time. */
  rulesAt(now: number): Rules
}

/** What many worlds of one timeline may share, and leave out. */
export interface WorldOptions {
  /** Where only some counters will be read, tells the others. */
  ignores?: (scope: CounterScope, name: string) => boolean
  /** Of the timeline's custom events. */
  customEvents?: CustomEvents
}

/** A world in which nothing has happened yet. */
export function createWorld(
  timeline: Timeline,
  { ignores, customEvents: custom = createCustomEvents(timeline.customEvents) }: WorldOptions = {},
): World {
  const merged = new Map<string, string>()
  const set = createPeopleRows({}, merged)
  const arms: RecordedArms = new Map()
  const encounters = createEncounters()
  const owned = new Map<string, OwnedPlans>()
  let fold: Fold | undefined
  let rules: Rules | undefined
  let receivedAt = -Infinity

  /** Moments of one request are recorded together, as they were. */
  const flush = () => {
    if (fold) encounters.record(fold.moments.take())
  }
  const foldFor = (at: number): Fold => {
    const then = timeline.rulesAt(at)
    if (fold && rules === then) return fold
    flush()
    rules = then
    const moments = createMoments({
      definition: (campaign, version) => timeline.version(campaign, version)?.definition,
      isKnown: timeline.isKnown,
      arms,
      rules: then,
    })
    const hasBilledPlan = (account: string) => owned.get(account)?.some(({ kind }) => kind === 'plan') ?? false
    fold = { ...then, counted: custom.counted, set, moments, hasBilledPlan, ...(ignores && { ignores }) }
    return fold
  }
  const changeAccount = (id: string, { owned: plans, ...change }: AccountNote, at: number) => {
    set.accounts.put(changedAccount(set.accounts.get(id) ?? { id, traits: {}, care: {}, firstSeenAt: at, lastSeenAt: at }, change))
    if (plans) owned.set(id, plans)
  }
  const assign = (account: string, { campaign, version, arm }: { campaign: string; version: number; arm: string }, at: number) => {
    const known = arms.get(account) ?? new Map<string, RecordedArm>()
    if (!known.has(campaign)) arms.set(account, known.set(campaign, { arm, version, at }))
  }
  const merge = (from: string, into: string, at: number) => {
    flush()
    mergeAccounts(set, from, into, at)
    joinArms(arms, from, into)
    encounters.merge(from, into)
    for (const [one, before] of merged) if (before === from) merged.set(one, into)
    merged.set(from, into)
  }
  const changePerson = (id: string, care: PersonCareChange) => {
    const person = set.persons.get(id)
    if (person) set.persons.put(changeCare(person, care))
  }
  const countersOf = (owner: string, scope: CounterScope, names: ReadonlySet<string>, { definitions }: Rules): OwnedCounter[] => {
    const read: OwnedCounter[] = []
    for (const one of set.counters.of(owner)) {
      const name = one.scope === scope ? custom.nameOf(one.name, definitions) : undefined
      if (name === undefined || !names.has(name.includes('.') ? eventFactName(name) : name)) continue
      const { d, n, t, f, l } = one.state
      read.push({ scope, owner, name, state: { d, n: n.slice(), t, f, l } })
    }
    return read
  }

  return {
    rulesAt: timeline.rulesAt,
    take(event) {
      if (event.receivedAt !== receivedAt) flush()
      receivedAt = event.receivedAt
      const { name, account, at } = event
      const properties: unknown = event.properties
      if (event.type !== 'track') foldNamed(foldFor(receivedAt), event, namedIn(event))
      else if (name === EVENTS.boot) return
      else if (name === EVENTS.account) changeAccount(account, properties as AccountNote, at)
      else if (name === NOTES.person) changePerson(event.person, (properties as { care: PersonCareChange }).care)
      else if (name === NOTES.merged) merge((properties as MergeNote).from, account, at)
      else if (name === NOTES.signed) foldSigned(foldFor(receivedAt), event)
      else if (name === NOTES.assigned) assign(account, properties as { campaign: string; version: number; arm: string }, at)
      else foldNamed(foldFor(receivedAt), event, namedIn(event))
    },
    visitorsOf: (person) => [...set.aliases.values()].flatMap(([visitor, known]) => (known === person ? visitor : [])),
    subjectOf({ userId, anonymousId, groupId }, now, then = timeline.rulesAt(now)) {
      flush()
      const { reads, paced, armedBy } = then
      const id = userId ?? (anonymousId && set.aliases.get(anonymousId)?.[1]) ?? anonymousId ?? ''
      const person = set.persons.get(id)
      const named = groupId ?? person?.account ?? id
      const accountId = merged.get(named) ?? named
      const account = set.accounts.get(accountId)
      const rows: SubjectRows = {
        id,
        accountId,
        owned: (owned.get(accountId) ?? []).map(({ plan }) => plan),
        usage: [...set.usage.of(accountId)],
        metered: [...set.metered.of(accountId)],
        counters: countersOf(id, 'person', reads.person, then),
        accountCounters: countersOf(accountId, 'account', reads.account, then),
        history: encounters.historyOf(id, accountId, now, paced),
        scores: encounters.scoresOf(id),
        arms: new Map(arms.get(accountId)),
        armed: armedBy.size > 0 ? encounters.armedFor(accountId) : {},
      }
      if (userId !== undefined) rows.userId = userId
      if (named !== accountId) rows.knownAs = named
      // What is folded in later changes rows in place.
      if (person) rows.person = { ...person }
      if (account) rows.account = { ...account }
      return subjectOf(rows, then, now)
    },
  }
}
