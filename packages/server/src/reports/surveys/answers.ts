import { EVENTS } from '@espalier/core'
import type { NamedEvent } from '../../store/stands.ts'
import type { Store } from '../../store/store.ts'
import { namedEvents } from '../kept/named.ts'

/** What somebody answered to a question. `at` is epoch milliseconds. */
export interface Answer {
  person: string
  account: string
  /** The campaign that asked; empty for the host's own question. */
  campaign: string
  at: number
  score: number
  comment?: string
}

/** Months of the trend before the one that is asked for. */
export const TREND_MONTHS = 12
/** Days that an answer counts. */
export const WINDOW_DAYS = 90
const WINDOW = WINDOW_DAYS * 86_400_000

/** How far reports look back at answers: 13 months that began up to a month ago, and what counts at the end of the first. */
const REACH = 520 * 86_400_000

/** Which answers are asked for, times as epoch milliseconds. */
interface Asked {
  from: number
  /** Before which they were given. */
  to: number
  now: number
}

/** By what is remembered of events: their answers. */
const made = new WeakMap<object, Promise<readonly Answer[]>>()

/**
 * All answers from a time to before another to questions from 0 to 10, oldest first, and perhaps older ones before them; what a visitor
 * said is said by who they turned out to be. Nobody may change what is answered.
 */
export function recommendations(store: Store, asked: Asked): Promise<readonly Answer[]> {
  return answersTo(store, EVENTS.answered, asked, recommendationsIn)
}

/** Answers to the host's own question from 1 to 5, alike; none where the workspace names no event. */
export async function satisfactions(store: Store, event: string | undefined, asked: Asked): Promise<readonly Answer[]> {
  return event === undefined ? [] : answersTo(store, event, asked, satisfactionsIn)
}

type WhoIs = ReadonlyMap<string, string>

async function answersTo(
  store: Store,
  name: string,
  asked: Asked,
  answersIn: (events: readonly NamedEvent[], whoIs: WhoIs) => Answer[],
): Promise<readonly Answer[]> {
  const { events, all } = await namedEvents(store, name, { ...asked, reach: REACH })
  const make = async (from: readonly NamedEvent[]) => answersIn(from, await store.people.aliases(new Set(from.map(({ person }) => person))))
  if (!all) return make(events)
  const answers = made.get(all.version) ?? make(all.events)
  made.set(all.version, answers)
  answers.catch(() => made.delete(all.version))
  return answers
}

function recommendationsIn(events: readonly NamedEvent[], whoIs: WhoIs): Answer[] {
  const answers: Answer[] = []
  const last = new Map<string, Answer>()
  for (const { person: sender, account, at, properties } of events) {
    const person = whoIs.get(sender) ?? sender
    const campaign = typeof properties['campaign'] === 'string' ? properties['campaign'] : ''
    const key = JSON.stringify([person, campaign])
    const comment = typeof properties['comment'] === 'string' && properties['comment'].trim() !== '' ? properties['comment'] : undefined
    const { score } = properties
    if (isBetween(score, 0, 10)) {
      const answer: Answer = { person, account: account === sender ? person : account, campaign, at, score }
      if (comment !== undefined) answer.comment = comment
      answers.push(answer)
      last.set(key, answer)
    } else {
      // A comment follows its score.
      const before = last.get(key)
      if (before && comment !== undefined) before.comment = comment
    }
  }
  return answers
}

function satisfactionsIn(events: readonly NamedEvent[], whoIs: WhoIs): Answer[] {
  return events.flatMap(({ person: sender, account, at, properties: { score } }) => {
    const person = whoIs.get(sender) ?? sender
    return isBetween(score, 1, 5) ? [{ person, account: account === sender ? person : account, campaign: '', at, score }] : []
  })
}

/** Ends that are remembered of one list of answers; the last answers before the present change their end all the time. */
const MOST = 64
const lasts = new WeakMap<readonly Answer[], Map<number, readonly Answer[]>>()

/** The last answer of each person within the 90 days before `end`. `answers` are oldest first. Nobody may change what is answered. */
export function lastOfEach(answers: readonly Answer[], end: number): readonly Answer[] {
  const known = lasts.get(answers) ?? new Map<number, readonly Answer[]>()
  lasts.set(answers, known)
  const found = known.get(end)
  if (found) return found
  const last = new Map<string, Answer>()
  for (const one of answers) if (one.at < end && one.at >= end - WINDOW) last.set(one.person, one)
  const list = [...last.values()]
  if (known.size >= MOST) known.clear()
  known.set(end, list)
  return list
}

/** From when on answers matter to what is asked about `at`. */
export function windowStart(at: number): number {
  return at - WINDOW
}

function isBetween(score: unknown, least: number, most: number): score is number {
  return typeof score === 'number' && Number.isInteger(score) && score >= least && score <= most
}
