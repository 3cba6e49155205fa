import { limitOf } from '@espalier/core'
import type { Entitlement } from '@espalier/core/schema'
import type { Check } from './present.ts'

/** Whether the feature may be used. `loaded`: the server has answered, so that what is missing does not exist. */
export function checkEntitlement(entitlement: Entitlement | undefined, loaded: boolean, now: number): Check {
  if (!entitlement) return { allowed: true, reason: loaded ? 'unknown-feature' : 'not-loaded' }
  const { name, allowed } = entitlement
  const limit = limitOf(entitlement, now)
  const usage: Partial<Check> = limit ? { used: limit.used } : {}
  if (limit?.limit === null) usage.unlimited = true
  else if (limit?.limit !== undefined) Object.assign(usage, { limit: limit.limit, remaining: limit.remaining })
  if (limit?.resetsAt !== undefined) usage.resetsAt = new Date(limit.resetsAt).toISOString()
  if (!allowed) return { ...usage, name, allowed, reason: 'not-in-plan' }
  if (limit?.remaining === 0) return { ...usage, name, allowed: false, reason: 'limit-reached' }
  return { ...usage, name, allowed, reason: usage.unlimited ? 'unlimited' : 'entitled' }
}
