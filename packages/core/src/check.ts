import type { Entitlement } from './schema/boot.ts'
import type { BothLanguages } from './schema/text.ts'
import { limitOf } from './visit/usage.ts'

/** Whether the account may use a feature, from what is known. What is not known is allowed: a guest never locks the host. */
export interface Check {
  allowed: boolean
  /**
   * `entitled`: on the plan, below the limit; `unlimited`: on the plan, without a limit; `limit-reached`: on the plan, used up;
   * `not-in-plan`: another plan has it; `unknown-feature`: not in the catalogue; `not-loaded`: no answer of the server yet.
   */
  reason: 'entitled' | 'unlimited' | 'limit-reached' | 'not-in-plan' | 'unknown-feature' | 'not-loaded'
  used?: number
  /** Missing when there is none; see `unlimited`. */
  limit?: number
  remaining?: number
  unlimited?: boolean
  /** ISO 8601. */
  resetsAt?: string
  /** The feature's name in both languages. */
  name?: BothLanguages
}

/** Whether the feature may be used. `loaded`: the server has answered (its answer's time, as a rule), so that what is missing does not exist. */
export function checkEntitlement(entitlement: Entitlement | undefined, loaded: number | boolean, now: number): Check {
  // What every object inherits, such as `constructor`, is of no kind.
  if (!entitlement?.kind) return { allowed: true, reason: loaded ? 'unknown-feature' : 'not-loaded' }
  const { name, allowed } = entitlement
  const { used, limit, remaining, resetsAt } = limitOf(entitlement, now) ?? {}
  const free = limit === null
  const over = remaining === 0
  return {
    name,
    allowed: allowed && !over,
    reason: !allowed ? 'not-in-plan' : over ? 'limit-reached' : free ? 'unlimited' : 'entitled',
    ...(used !== undefined && { used }),
    ...(free && { unlimited: true }),
    // What remains is known of a limit that is a number, of no other.
    ...(remaining !== undefined && { limit: limit as number, remaining }),
    ...(resetsAt && { resetsAt: new Date(resetsAt).toISOString() }),
  }
}
