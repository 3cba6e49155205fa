const DAY = 86_400_000

/** Where usage stands: `near` from 80 %, `critical` from 90 %, `reached` at 100 %, `over` beyond. */
export type LimitState = 'normal' | 'near' | 'critical' | 'reached' | 'over' | 'unlimited' | 'unknown'

/** Usage of one metered feature, numbers that compare well: unlimited is infinite, unknown is undefined. */
export interface LimitFacts {
  readonly used: number
  readonly limit: number | undefined
  readonly remaining: number | undefined
  /** `used / limit`; 0 when unlimited. */
  readonly ratio: number | undefined
  /** Days until the limit is reached at the pace of the last 14 days; infinite when it will not be. */
  readonly forecastDays: number
  readonly state: LimitState
  /** ISO 8601; missing when it never resets. */
  readonly resetsAt?: string
}

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

/** How much of a limit is used, in numbers. */
export interface Level extends Usage {
  /** Never negative; undefined when unlimited or unknown. */
  remaining?: number
  /** `used / limit`; 1 for a limit of 0. Undefined when unlimited or unknown. */
  ratio?: number
}

/** Usage read against its limit. */
export interface Limit extends Level {
  state: LimitState
  /** Epoch milliseconds at which the limit is reached at this pace, when that is before the reset. */
  forecastAt?: number
}

/** Measures usage at `now`. A reset that has passed counts as nothing used. */
export function toLevel({ used, limit, resetsAt, pace }: Usage, now: number): Level {
  const passed = (resetsAt as number) <= now
  const level: Level = { used: passed ? 0 : used, limit, pace, resetsAt: passed ? undefined : resetsAt }
  if (limit != null) {
    level.ratio = limit ? level.used / limit : 1
    level.remaining = Math.max(0, limit - level.used)
  }
  return level
}

/** Reads usage against its limit at `now`. */
export function toLimit(usage: Usage, now: number): Limit {
  const level = toLevel(usage, now)
  const forecastAt = levelForecast(level, now)
  return { ...level, state: levelState(level), ...(forecastAt < Infinity && { forecastAt }) }
}

/** How near the limit is. */
export function levelState({ used, limit, ratio = 0 }: Level): LimitState {
  if (limit === undefined) return 'unknown'
  if (limit === null) return 'unlimited'
  return used > limit ? 'over' : ratio >= 1 ? 'reached' : ratio >= 0.9 ? 'critical' : ratio >= 0.8 ? 'near' : 'normal'
}

/** When the limit is reached at the pace of a level measured at `now`, epoch milliseconds; infinite where the reset comes before. */
export function levelForecast({ resetsAt = Infinity, pace = 0, remaining = 0 }: Level, now: number): number {
  const at = now + (remaining / pace) * DAY
  return remaining > 0 && pace > 0 && at < resetsAt ? at : Infinity
}

let last: { at?: number; text: string } = { text: '' }

/** A time as ISO 8601. The same one is asked for again and again, by every decision of a month. */
function timeText(at: number): string {
  if (at !== last.at) last = { at, text: new Date(at).toISOString() }
  return last.text
}

/** The facts of a limit at `now`. Unlimited reads as infinite, so that "at most n left" does not match it. */
export function toLimitFacts(level: Level, now: number): LimitFacts {
  const { used, limit: most, remaining, ratio, resetsAt } = level
  const free = most === null
  return {
    used,
    limit: free ? Infinity : most,
    remaining: free ? Infinity : remaining,
    ratio: free ? 0 : ratio,
    forecastDays: Math.ceil((levelForecast(level, now) - now) / DAY),
    state: levelState(level),
    ...(resetsAt !== undefined && { resetsAt: timeText(resetsAt) }),
  }
}
