import { absorbEvent, absorbUsage, emptyHistory, eventFactName, isBy, pathsOf, personOf, type WireEvent } from '@espalier/core'
import type { Boot, Condition } from '@espalier/core/schema'
import type { LoggedEvent } from '../../store/events.ts'
import type { Subject } from '../subject.ts'
import { bootAgain } from '../world/boot-again.ts'
import type { World } from '../world/world.ts'
import { wireOf } from './wire.ts'

/** A browser begins its next visit with its last answer, unless that is older than a day; sweeping is not done every minute. */
const KEPT = 2 * 86_400_000

/** What the server once answered to a page, moved on by what pages recorded since. */
export interface Answer {
  readonly boot: Boot
  /** Its place in the log: what came before it is in it. */
  readonly position: number
  /** False for one that cannot decide anything that is asked about: it is not followed. */
  readonly concerned: boolean
}

/** The answers that pages may still name. */
export interface Answers {
  /** A page was answered: works the answer out again from what the world knows at this moment. */
  add(event: LoggedEvent): { answer: Answer; subject: Subject }
  /** The answer of this time to this person. */
  find(person: string, asOf: number): Answer | undefined
  /** Drops what no page will name any more: older than `age` milliseconds, two days by default. */
  sweep(now: number, age?: number): void
}

/** Remembers answers by person and time. `concerns` tells which of them are to be followed. */
export function createAnswers(world: World, concerns: (boot: Boot) => boolean = () => true): Answers {
  const byPerson = new Map<string, Answer[]>()
  return {
    add(event) {
      const { person, position } = event
      const { boot, subject } = bootAgain(world, event)
      const concerned = concerns(boot)
      const answer: Answer = { boot: concerned ? boot : bare(boot), position, concerned }
      const known = byPerson.get(person)
      if (known) known.push(answer)
      else byPerson.set(person, [answer])
      return { answer, subject }
    },
    find: (person, asOf) => byPerson.get(person)?.findLast(({ boot }) => boot.at === asOf),
    sweep(now, age = KEPT) {
      for (const [person, all] of byPerson) {
        const kept = all.filter(({ boot }) => boot.at > now - age)
        if (kept.length === 0) byPerson.delete(person)
        else if (kept.length < all.length) byPerson.set(person, kept)
      }
    },
  }
}

/** As much of an answer as one that is not followed needs. */
function bare(boot: Boot): Boot {
  const facts = { plan: {}, survey: {}, campaign: {} }
  return { ...boot, campaigns: [], facts, counters: {}, accountCounters: {}, events: [], entitlements: {}, history: emptyHistory() }
}

/** Moves an answer on by an event of a page, as the page did, but for counters that none of its campaigns reads. */
export function absorb({ boot }: Answer, wire: WireEvent): void {
  if (wire.type !== 'track') return
  if (isRead(boot, wire)) absorbEvent(boot, wire)
  absorbUsage(boot.entitlements, wire)
}

/** Names of events that conditions read. Most are shared by many answers. */
const known = new WeakMap<object, ReadonlySet<string>>()

function isRead({ campaigns, events }: Boot, { event = '', properties }: WireEvent): boolean {
  if (campaigns.length === 0) return false
  if (events.length > 0 || properties?.['campaign'] !== undefined) return true
  const name = eventFactName(event)
  return campaigns.some(({ campaign: { audience } }) => {
    let names = known.get(audience)
    if (!names) known.set(audience, (names = namesIn(audience)))
    return names.has(name) || names.has('')
  })
}

/** The empty name stands for all: a rule may compare a whole branch. */
function namesIn(audience: Condition): ReadonlySet<string> {
  const paths = pathsOf(audience).map((path) => path.split('.', 2))
  return new Set(paths.flatMap(([root, name = '']) => (root === 'event' || root === 'accountEvent' ? name : [])))
}

/** Moves a new answer on by what its page had recorded while it asked: the server did not know of that. */
export function catchUp(answer: Answer, recent: readonly LoggedEvent[], visitor: string, view: WireEvent): void {
  const person = personOf(view)
  for (const one of recent) {
    const wire = one.position > answer.position ? wireOf(one, visitor) : undefined
    if (wire && isBy(wire, person)) absorb(answer, wire)
  }
}
