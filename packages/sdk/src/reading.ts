import type { Check } from './present.ts'

/** What is known where nothing is: on a server, while a page is hydrated, before the first answer. */
export const NOT_LOADED: Check = /* @__PURE__ */ Object.freeze({ allowed: true, reason: 'not-loaded' })

/** How much of a feature is used. */
export interface Usage {
  used: number
  /** Missing when there is none; see `unlimited`. */
  limit?: number
  remaining?: number
  /** `used / limit`; 1 is all of it, more is over the limit. Missing without a limit. */
  ratio?: number
  unlimited: boolean
  /** ISO 8601. */
  resetsAt?: string
}

/** The usage in an answer of `check`; undefined where the feature is not counted or not known. */
export function usageOf({ used, limit, remaining, unlimited = false, resetsAt }: Check): Usage | undefined {
  if (used === undefined) return undefined
  return {
    used,
    unlimited,
    ...(limit !== undefined && { limit, ratio: limit > 0 ? used / limit : 1 }),
    ...(remaining !== undefined && { remaining }),
    ...(resetsAt !== undefined && { resetsAt }),
  }
}

/** Reads like `read`, but answers the same object as long as it says the same, so that what draws it need not draw again. */
export function steady<T>(read: () => T): () => T {
  let last: { value: T; text: string | undefined } | undefined
  return () => {
    const value = read()
    const text = JSON.stringify(value)
    if (!last || last.text !== text) last = { value, text }
    return last.value
  }
}
