import { emptyHistory } from '@espalier/core'
import type { Boot, Settings } from '@espalier/core/schema'
import { decisionSettings } from './boot.ts'

/** Seconds after which a page that proved nothing may ask again. */
const TTL = 60

/**
 * The answer to a page that did not prove whom it named: nothing about anybody, and nothing to show. What somebody has seen before is
 * not known then, so that whatever was shown could be once too often.
 */
export function unprovenBoot(error: NonNullable<Boot['error']>, settings: Settings, now: number): Boot {
  return {
    at: now,
    ttl: TTL,
    campaigns: [],
    facts: { plan: {}, survey: {}, campaign: {} },
    counters: {},
    accountCounters: {},
    events: [],
    entitlements: {},
    history: emptyHistory(),
    settings: decisionSettings(settings),
    ...(settings.privacy.gpc === 'respect' && { gpc: true }),
    error,
  }
}
