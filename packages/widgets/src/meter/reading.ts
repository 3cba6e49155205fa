import type { Limit, LimitState } from '@espalier/core'
import type { Words } from '../text/en.ts'
import { formatDay, formatNumber } from '../text/reader.ts'

/** A limit in words. */
export interface Reading {
  state: LimitState
  /** For example `820 of 1,000`. */
  amount: string
  /** Whole sentences, in the order in which they matter. */
  notes: string[]
}

/**
 * Reads usage out. `unit` is what is counted (`seats`, 席) and may be empty. `tag` is the language tag for numbers and days, `now` the
 * moment from which days are seen.
 */
export function readLimit(limit: Limit | undefined, words: Words, unit: string, tag: string, now: Date): Reading {
  const count = (value: number) => formatNumber(value, tag)
  const day = (at: number) => formatDay(new Date(at), tag, now)
  if (!limit) return { state: 'unknown', amount: '–', notes: [words.unknown] }
  const { state, used } = limit
  const amount = typeof limit.limit === 'number' ? words.usedOf(count(used), count(limit.limit), unit) : words.used(count(used), unit)
  const notes: string[] = []
  if (state === 'over') notes.push(words.over(count(used - (limit.limit ?? 0)), unit))
  else if (state === 'reached' || state === 'unlimited') notes.push(words[state])
  // The forecast says the same more exactly.
  else if ((state === 'near' || state === 'critical') && limit.forecastAt === undefined) notes.push(words[state])
  if (limit.resetsAt !== undefined) notes.push(words.resets(day(limit.resetsAt)))
  if (limit.forecastAt !== undefined) notes.push(words.forecast(day(limit.forecastAt)))
  return { state, amount, notes }
}
