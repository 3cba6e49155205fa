import type { Run } from '@espalier/core'
import type { LoggedEvent } from '../../store/events.ts'

/** What an event tells that its page knew; nothing of it in the log of pages of before. */
export interface ToldRuns {
  /** Events of other tabs that it has heard of since its event before. */
  heard?: Run[]
  /** Events that the answer of its view was moved on by. */
  knows?: Run[]
}

/** Reads what an event tells. A page is not trusted to tell it in the right form. */
export function toldRuns({ context: { heard, knows } }: LoggedEvent): ToldRuns {
  return { ...(Array.isArray(heard) && { heard: runsIn(heard) }), ...(Array.isArray(knows) && { knows: runsIn(knows) }) }
}

const runsIn = (told: readonly unknown[]): Run[] => told.filter(isRun)

function isRun(value: unknown): value is Run {
  const [visit, last, from, until] = Array.isArray(value) ? (value as unknown[]) : []
  return typeof visit === 'string' && typeof last === 'string' && typeof from === 'number' && typeof until === 'number'
}
