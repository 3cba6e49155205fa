import type { WidgetKind } from '@espalier/core/schema'
import type { Dismissal } from '@espalier/core'
import { quietly } from './platform/quiet.ts'

/** The offer that a client event is about. */
export interface OfferEvent {
  campaign: string
  version: number
  /** Id of the variant, or `treated`. */
  arm: string
  kind: WidgetKind
  place: string
  /** Id of the decision: billing that names it as `espalier_credit` credits this campaign with what was bought. */
  decision: string
}

/** What a client tells its host, by name. */
export interface ClientEvents {
  /** Once: the server has answered (now or on the last page), or does not answer for now. */
  ready: undefined
  /** Entitlements, usage or locale changed. */
  change: undefined
  /**
   * `key` (refused, with HTTP status), `token` (the server does not accept what is proven of who is there), `presenter` (widgets cannot be
   * loaded), `argument` (a call that cannot be understood, and is not sent; `field` says which part: `userId`, `groupId`, `event`, `name`,
   * `feature`, `used`, `resetsAt`, `listener`). Those who listen late are told what went wrong before.
   */
  error: { code: 'key' | 'token' | 'presenter' | 'argument'; status?: number; field?: string }
  /** 80 % of a limit are used. */
  'limit:near': { feature: string; used: number; limit: number }
  /** All of a limit is used. */
  'limit:reached': { feature: string; used: number; limit: number }
  'offer:shown': OfferEvent
  'offer:engaged': OfferEvent
  'offer:accepted': OfferEvent & { url?: string }
  'offer:dismissed': OfferEvent & { how: Dismissal }
  'survey:answered': OfferEvent & { score: number; comment?: string }
}
export type ClientEventName = keyof ClientEvents

/** So many errors, and the last one, are kept for those who listen late. */
const KEPT = 9

/** Listeners by event name. */
export interface Listeners {
  /** Returns the way to stop listening. */
  on<N extends ClientEventName>(name: N, listener: (detail: ClientEvents[N]) => void): () => void
  emit<N extends ClientEventName>(name: N, ...detail: ClientEvents[N] extends undefined ? [] : [detail: ClientEvents[N]]): void
  clear(): void
}

/**
 * A listener that throws does not disturb the others; its error is reported to the page as the host's own. `ready` is told once; those who
 * listen late hear it and the first errors as well. `tap` hears everything.
 */
export function createListeners(tap?: (name: ClientEventName, detail: unknown) => void): Listeners {
  const all = new Map<string, Set<(detail: never) => void>>()
  const past: { [N in ClientEventName]?: unknown[] } & { ready: unknown[] } = { ready: [], error: [] }
  return {
    on: (name, listener) => {
      // A host may ask for any name, that of a method as well.
      past[name]?.forEach?.((detail) => queueMicrotask(() => quietly(() => listener(detail as never))))
      const listeners = all.get(name) ?? new Set()
      all.set(name, listeners.add(listener))
      return () => void listeners.delete(listener)
    },
    emit: (name: ClientEventName, detail?: unknown) => {
      if (name === 'ready' && past.ready.length) return
      past[name]?.splice(KEPT, 1, detail)
      tap?.(name, detail)
      for (const listener of all.get(name) ?? []) {
        try {
          listener(detail as never)
        } catch (error) {
          reportError(error)
        }
      }
    },
    clear: () => all.clear(),
  }
}
