import { absorbEvent, absorbUsage, eventFactName, pathsOf, type WireEvent } from '@espalier/core'
import type { Boot, Condition } from '@espalier/core/schema'
import type { OpenBoot } from '../../boot/boot.ts'
import type { LoggedEvent } from '../../store/events.ts'
import type { Subject } from '../subject.ts'
import { bootAgain } from '../world/boot-again.ts'
import type { World } from '../world/world.ts'
import { copyBoot } from './copy-boot.ts'
import type { TimedWire } from './wire.ts'

/** A browser begins its next visit with its last answer, unless that is older than a day; sweeping is not done every minute. */
const KEPT = 2 * 86_400_000
/** Events that wait until somebody reads the answer that they move on, at most. */
const MOST = 200

/** What the server once answered to a page. */
export interface Answer {
  /** When it was, epoch milliseconds. */
  readonly at: number
  /** The answer, moved on by what pages recorded since; undefined where it cannot decide anything that is asked about. */
  readonly followed?: FollowedAnswer
}

/** An answer that pages decide with. It is worked out when somebody reads it: most pages have no place that is asked about. */
export interface FollowedAnswer {
  /** As it is after all that was absorbed. */
  boot(): Boot
  /** Everything before this place in the log is in it. */
  readonly position: number
  /** Moves it on by an event of a page, as the page did, but for counters that none of its campaigns reads. */
  absorb(wire: TimedWire): void
  /** How many events of the log moved it on, as far as those who take them count. */
  taken: number
  /** The same answer as it was at first: each tab has its own. */
  anew(): FollowedAnswer
}

/** The answers that pages may still name. */
export interface Answers {
  /** A page was answered: begins to work the answer out again from what the world knows at this moment. */
  add(event: LoggedEvent): { answer: Answer; subject: Subject }
  /** The answer of this time to this person, while a page may still name it. */
  find(person: string, asOf: number, now: number): Answer | undefined
  /** Drops what no page will name any more. */
  sweep(now: number): void
}

/** Remembers answers by person and time, for `age` milliseconds. `concerns` tells which of them are to be followed. */
export function createAnswers(world: World, concerns: (answer: OpenBoot) => boolean = () => true, age = KEPT): Answers {
  const byPerson = new Map<string, Answer[]>()
  return {
    add(event) {
      const { person, at, position } = event
      const { answer: open, subject } = bootAgain(world, event)
      const answer: Answer = concerns(open) ? { at, followed: follow(open, position) } : { at }
      const known = byPerson.get(person)
      if (known) known.push(answer)
      else byPerson.set(person, [answer])
      return { answer, subject }
    },
    find(person, asOf, now) {
      if (asOf <= now - age) return undefined
      const among = (id: string) => byPerson.get(id)?.findLast(({ at }) => at === asOf)
      const found = among(person)
      if (found) return found
      // It was asked for by a visitor who signed in meanwhile, in another tab.
      for (const visitor of world.visitorsOf(person)) {
        const known = among(visitor)
        if (known) return known
      }
      return undefined
    },
    sweep(now) {
      for (const [person, all] of byPerson) {
        const kept = all.filter(({ at }) => at > now - age)
        if (kept.length === 0) byPerson.delete(person)
        else if (kept.length < all.length) byPerson.set(person, kept)
      }
    },
  }
}

/** What came before `position` in the log is in the answer. */
function follow(open: OpenBoot, position: number): FollowedAnswer {
  // What it was worked out from is let go: answers are kept for hours, and there are many of them.
  let known: { open: OpenBoot } | { boot: Boot } = { open }
  return followFrom(() => {
    if ('open' in known) known = { boot: known.open.whole().boot }
    return known.boot
  }, position)
}

/** `first` is the answer as it was; it stays as it is. */
function followFrom(first: () => Boot, position: number): FollowedAnswer {
  let own: Boot | undefined
  let waiting: TimedWire[] = []
  const boot = (): Boot => {
    const answer = (own ??= copyBoot(first()))
    if (waiting.length > 0) {
      const all = waiting
      waiting = []
      for (const wire of all) move(answer, wire)
    }
    return answer
  }
  const absorb = (wire: TimedWire): void => {
    if (wire.type !== 'track') return
    waiting.push(wire)
    if (waiting.length >= MOST) boot()
  }
  return {
    boot,
    absorb,
    position,
    taken: 0,
    anew: () => followFrom(first, position),
  }
}

function move(boot: Boot, wire: TimedWire): void {
  if (isRead(boot, wire)) absorbEvent(boot, wire, wire.at)
  absorbUsage(boot.entitlements, wire, wire.at)
}

/** Names of events that conditions read. Most are shared by many answers. */
const known = new WeakMap<object, ReadonlySet<string>>()

function isRead({ campaigns, events, settings }: Boot, { event = '', properties }: WireEvent): boolean {
  if (campaigns.length === 0) return false
  // Whoever starts to cancel is sold nothing any more, whatever their campaigns read.
  if (event === settings.cancelEvent) return true
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
