import { EVENTS, pathsOf } from '@espalier/core'
import type { StoredEvent } from '../../store/events.ts'
import type { Store } from '../../store/store.ts'
import { readsOf } from '../reads.ts'
import { loadRules, type Rules } from '../rules.ts'
import { loadSubject, type Subject, type SubjectName } from '../subject.ts'
import { loadTimeline } from '../world/timeline.ts'
import { createWorld } from '../world/world.ts'
import { showingIn, type Showing } from './showing.ts'

/** Events of pages that tell what a page was like, and what it showed. */
const TOLD = [EVENTS.view, EVENTS.exposure]
/** How many of them are looked at. */
const MOST = 200

/** Somebody at a moment: what was known of them, by which rules they were decided about, and what their pages told last. */
export interface PersonThen {
  subject: Subject
  rules: Rules
  /** Views and exposures, newest first. */
  told: readonly StoredEvent[]
  /** What stood on the page of the newest of these views. */
  showing: Showing
}

/** Somebody as the store knows them at this moment. */
export async function personNow(store: Store, name: SubjectName, now: number): Promise<PersonThen> {
  const rules = withAllReads(await loadRules(store))
  const subject = await loadSubject(store, name, rules, now)
  const persons = [subject.id, ...(await store.people.aliasesOf(subject.id))]
  const told = await store.events.list({ persons }, { limit: MOST, only: TOLD, before: { at: now + 1, id: '' } })
  return { subject, rules, told, showing: await showingNow(store, name, told, now) }
}

/** Only where something was placed in the visit of the newest view does the log have to be read. */
async function showingNow(store: Store, name: SubjectName, told: readonly StoredEvent[], now: number): Promise<Showing> {
  const visit = placedIn(told)
  return visit === undefined ? {} : showingIn(await logAbout(store, name, now), await loadTimeline(store), visit)
}

/** The visit of the newest view, if anything was placed in it. */
function placedIn(told: readonly StoredEvent[]): string | undefined {
  const visit = told.find(({ name }) => name === EVENTS.view)?.context['visit']
  const placed = told.some(({ name, context }) => name === EVENTS.exposure && context['visit'] === visit)
  return typeof visit === 'string' && placed ? visit : undefined
}

/**
 * Somebody as the server knew them at a moment of the past: the log of everybody who may have to do with them, folded up to what had
 * arrived by then, or until `received`, under the settings and versions of that time.
 */
export async function personAt(store: Store, name: SubjectName, at: number, received: number = at): Promise<PersonThen> {
  const timeline = await loadTimeline(store)
  const rules = withAllReads(timeline.rulesAt(at))
  const world = createWorld(timeline)
  const log = await logAbout(store, name, received)
  for (const one of log) world.take(one)
  const subject = world.subjectOf(name, at, rules)
  const persons = new Set([subject.id, ...world.visitorsOf(subject.id)])
  const told = log
    .filter((one) => persons.has(one.person) && one.at <= at && one.type === 'track' && TOLD.some((wanted) => wanted === one.name))
    .toSorted((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1))
    .slice(0, MOST)
  const visit = placedIn(told)
  return { subject, rules, told, showing: visit === undefined ? {} : showingIn(log, timeline, visit) }
}

/** The events that say something about a person and the accounts they were in. */
async function logAbout(store: Store, { userId, anonymousId, groupId }: SubjectName, until: number) {
  const { events } = store
  const { merged } = await loadRules(store)
  const isNow = (id: string) => merged.get(id) ?? id
  const persons = await events.identitiesOf([userId, anonymousId].flatMap((id) => id ?? []))
  const own = await events.readAbout({ persons: [...persons], accounts: [] }, until)
  const named = [...persons, ...(groupId === undefined ? [] : [groupId])]
  // Of a merged account the log has the whole: which of it was known then, the fold finds out.
  const accounts = new Set([...named, ...named.map(isNow), ...own.map(({ account, owner = account }) => owner)])
  const colleagues = await events.identitiesOf([...persons, ...(await events.personsIn([...accounts]))])
  return events.readAbout({ persons: [...colleagues], accounts: [...accounts] }, until)
}

/** Campaigns that do not run are explained as well, so what their rules read is read, too. */
function withAllReads(rules: Rules): Rules {
  const paths = rules.campaigns.flatMap(({ definition }) => pathsOf(definition.audience))
  return { ...rules, reads: readsOf(paths, rules) }
}
