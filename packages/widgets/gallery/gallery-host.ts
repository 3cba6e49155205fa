import { toLimit, toLimitFacts, type Facts, type Usage } from '@espalier/core'
import type { BothLanguages, Locale } from '@espalier/core/schema'
import type { WidgetHost } from '@espalier/sdk'

/** What a gallery host knows. Change it and call `changed()`. */
export interface Known {
  locale: Locale
  usages: Record<string, Usage>
  /** Features that the account does not have. */
  locked: Set<string>
  names: Record<string, BothLanguages>
  /** Epoch milliseconds. */
  now: number
}

/** A host that answers from memory, for looking at widgets without a server. */
export interface GalleryHost extends WidgetHost {
  readonly known: Known
  /** Features whose locked content was touched. */
  readonly touches: string[]
  changed(): void
}

/** Creates one; what is not given is English, unlocked and unused. */
export function createGalleryHost(given: Partial<Known> = {}): GalleryHost {
  const known: Known = { locale: 'en', usages: {}, locked: new Set(), names: {}, now: Date.now(), ...given }
  const listeners = new Set<() => void>()
  const touches: string[] = []
  return {
    known,
    touches,
    changed: () => listeners.forEach((listener) => listener()),
    locale: () => known.locale,
    zone: () => 'UTC',
    check(feature) {
      const name = known.names[feature]
      const allowed = !known.locked.has(feature)
      return { allowed, reason: allowed ? 'entitled' : 'not-in-plan', ...(name && { name }) }
    },
    usage(feature) {
      const usage = known.usages[feature]
      return usage && toLimit(usage, known.now)
    },
    facts() {
      const limit = Object.entries(known.usages).map(([id, usage]) => [id, toLimitFacts(toLimit(usage, known.now), known.now)])
      const empty: Omit<Facts, 'limit'> = {
        user: {},
        account: {},
        plan: {},
        feature: {},
        accountEvent: {},
        event: {},
        survey: {},
        campaign: {},
        health: {},
      }
      return { ...empty, limit: Object.fromEntries(limit) as Facts['limit'] }
    },
    touched: (feature) => void touches.push(feature),
    on(_event, listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
