import { type Level, type LimitState, readLevel } from '@espalier/core'
import { formatDay, formatNumber } from '../text/format.ts'
import type { Words } from './words.ts'

/** A limit in words. */
export interface Reading {
  state: LimitState
  /** For example `820 of 1,000`. */
  amount: string
  /** Whole sentences, in the order in which they matter. */
  notes: string[]
}

/** A forecast beyond this many milliseconds is not worth a sentence. */
const HORIZON = 365 * 86_400_000

/**
 * Reads usage out. `unit` is what is counted (`seats`, 席) and may be empty. `tag` is the language tag for numbers and days, `now` (epoch
 * milliseconds) the moment from which days are seen, `zone` the one in which months begin.
 */
export function readLimit(limit: Level | undefined, words: Words, unit: string, tag: string, now: number, zone: string): Reading {
  const count = (value: number) => formatNumber(value, tag)
  if (!limit) return { state: 'unknown', amount: '–', notes: [words.unknown] }
  const { state, used, resetsAt, forecastAt } = readLevel(limit, now)
  const amount = typeof limit.limit === 'number' ? words.usedOf(count(used), count(limit.limit), unit) : words.used(count(used), unit)
  const reset = resetsAt === undefined ? undefined : formatDay(resetsAt, tag, now, zone)
  const forecast = forecastAt === undefined || forecastAt - now > HORIZON ? undefined : formatDay(forecastAt, tag, now, zone)
  const notes: string[] = []
  if (state === 'over') notes.push(words.over(count(used - (limit.limit ?? 0)), unit))
  // A forecast says the same as near and critical more exactly.
  else if (state !== 'unknown' && state in words && !(forecast && /near|critical/.test(state))) notes.push(words[state as 'near'])
  if (reset) notes.push(words.resets(reset))
  if (forecast) notes.push(words.forecast(forecast))
  return { state, amount, notes }
}
