import type { LimitFacts } from './facts.ts'

const DAY = 86_400_000

/** Where usage stands: `near` from 80 %, `critical` from 90 %, `reached` at 100 %, `over` beyond. */
export type LimitState = 'normal' | 'near' | 'critical' | 'reached' | 'over' | 'unlimited' | 'unknown'

/** What is known about the usage of one feature. */
export interface Usage {
  used: number
  /** `null` is unlimited; undefined is unknown. */
  limit?: number | null | undefined
  /** Epoch milliseconds at which `used` starts again at 0. */
  resetsAt?: number | undefined
  /** Uses per day lately, for the forecast. */
  pace?: number | undefined
}

/** Usage read against its limit. */
export interface Limit extends Usage {
  state: LimitState
  /** Never negative; undefined when unlimited or unknown. */
  remaining?: number
  /** `used / limit`; 1 for a limit of 0. Undefined when unlimited or unknown. */
  ratio?: number
  /** Epoch milliseconds at which the limit is reached at this pace, when that is before the reset. */
  forecastAt?: number
}

/** Reads usage against its limit at `now`. A reset that has passed counts as nothing used. */
export function toLimit(usage: Usage, now: number): Limit {
  const passed = usage.resetsAt !== undefined && usage.resetsAt <= now
  const used = passed ? 0 : usage.used
  const resetsAt = passed ? undefined : usage.resetsAt
  const { limit, pace } = usage
  const base = { used, limit, pace, resetsAt }
  if (limit === undefined) return { ...base, state: 'unknown' }
  if (limit === null) return { ...base, state: 'unlimited' }
  const ratio = limit === 0 ? 1 : used / limit
  const remaining = Math.max(0, limit - used)
  const state = used > limit ? 'over' : ratio >= 1 ? 'reached' : ratio >= 0.9 ? 'critical' : ratio >= 0.8 ? 'near' : 'normal'
  const read: Limit = { ...base, state, ratio, remaining }
  if (remaining > 0 && pace !== undefined && pace > 0) {
    const forecastAt = now + (remaining / pace) * DAY
    if (resetsAt === undefined || forecastAt < resetsAt) read.forecastAt = forecastAt
  }
  return read
}

let last: { at?: number; text: string } = { text: '' }

/** A time as ISO 8601. The same one is asked for again and again, by every decision of a month. */
function timeText(at: number): string {
  if (at !== last.at) last = { at, text: new Date(at).toISOString() }
  return last.text
}

/** The facts of a limit at `now`. Unlimited reads as infinite, so that "at most n left" does not match it. */
export function toLimitFacts(limit: Limit, now: number): LimitFacts {
  const { used, limit: most, remaining, ratio, forecastAt = Infinity, state, resetsAt } = limit
  const free = most === null
  return {
    used,
    limit: free ? Infinity : most,
    remaining: free ? Infinity : remaining,
    ratio: free ? 0 : ratio,
    forecastDays: Math.ceil((forecastAt - now) / DAY),
    state,
    ...(resetsAt !== undefined && { resetsAt: timeText(resetsAt) }),
  }
}
