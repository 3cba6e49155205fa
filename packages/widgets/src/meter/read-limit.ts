import { type Level, levelForecast, levelState, type LimitState } from '@espalier/core'
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
  const { used, resetsAt } = limit
  const state = levelState(limit)
  const forecastAt = levelForecast(limit, now)
  const amount = limit.limit == null ? words.used(count(used), unit) : words.usedOf(count(used), count(limit.limit), unit)
  const day = (at: number | undefined) => formatDay(at, tag, now, zone)
  const reset = day(resetsAt)
  const forecast = forecastAt - now > HORIZON ? undefined : day(forecastAt)
  // A forecast says the same as near and critical more exactly.
  const isSaid = state === 'unknown' || (forecast && /near|critical/.test(state))
  const standing = state === 'over' ? words.over(count(used - (limit.limit ?? 0)), unit) : !isSaid && words[state as 'near']
  const notes = [standing, reset && words.resets(reset), forecast && words.forecast(forecast)].filter(Boolean) as string[]
  return { state, amount, notes }
}
