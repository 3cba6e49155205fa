import { EVENTS } from '@espalier/core'
import type { Store } from '../../store/store.ts'

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

/** Days that an answer counts. */
export const WINDOW_DAYS = 90
const WINDOW = WINDOW_DAYS * 86_400_000

/** All answers from a time to before another to questions from 0 to 10, oldest first; what a visitor said is said by who they turned out to be. */
export async function recommendations(store: Store, from: number, to: number): Promise<Answer[]> {
  const events = await store.events.named(EVENTS.answered, from, to)
  const whoIs = await store.people.aliases(new Set(events.map(({ person }) => person)))
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

/** Answers to the host's own question from 1 to 5; none where the workspace names no event. */
export async function satisfactions(store: Store, event: string | undefined, from: number, to: number): Promise<Answer[]> {
  if (event === undefined) return []
  const events = await store.events.named(event, from, to)
  const whoIs = await store.people.aliases(new Set(events.map(({ person }) => person)))
  return events.flatMap(({ person: sender, account, at, properties: { score } }) => {
    const person = whoIs.get(sender) ?? sender
    return isBetween(score, 1, 5) ? [{ person, account: account === sender ? person : account, campaign: '', at, score }] : []
  })
}

/** The last answer of each person within the 90 days before `end`. `answers` are oldest first. */
export function lastOfEach(answers: readonly Answer[], end: number): Answer[] {
  const last = new Map<string, Answer>()
  for (const one of answers) if (one.at < end && one.at >= end - WINDOW) last.set(one.person, one)
  return [...last.values()]
}

/** From when on answers matter to what is asked about `at`. */
export function windowStart(at: number): number {
  return at - WINDOW
}

function isBetween(score: unknown, least: number, most: number): score is number {
  return typeof score === 'number' && Number.isInteger(score) && score >= least && score <= most
}
