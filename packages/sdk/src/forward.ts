import type { ClientEventName } from './listeners.ts'

/** A lifecycle event as it is forwarded. */
export interface ForwardedEvent {
  /** One of `Offer Shown`, `Offer Engaged`, `Offer Accepted`, `Offer Dismissed`, `Survey Answered`, `Limit Near`, `Limit Reached`. */
  event: string
  properties: Record<string, unknown>
}

/**
 * Where lifecycle events go as well: `analytics` calls `window.analytics.track(event, properties)`, as Segment and RudderStack
 * understand it; `dataLayer` pushes `{ event, espalier: properties }` for Google Tag Manager; a function is called with the event.
 */
export type Forward = 'analytics' | 'dataLayer' | ((event: ForwardedEvent) => void)

const NAMES: Partial<Record<ClientEventName, string>> = {
  'offer:shown': 'Offer Shown',
  'offer:engaged': 'Offer Engaged',
  'offer:accepted': 'Offer Accepted',
  'offer:dismissed': 'Offer Dismissed',
  'survey:answered': 'Survey Answered',
  'limit:near': 'Limit Near',
  'limit:reached': 'Limit Reached',
}

interface Destinations {
  analytics?: { track?: (event: string, properties: object) => void }
  dataLayer?: object[]
}

/** Hands a client's event on, when it is one of the lifecycle. What people wrote stays here. An error at the destination is reported as the page's own. */
export function forward(to: Forward, name: ClientEventName, detail: unknown): void {
  const event = NAMES[name]
  if (event === undefined) return
  const { comment: _, ...properties } = { ...(detail as Record<string, unknown>) }
  const page = globalThis as Destinations
  try {
    if (typeof to === 'function') to({ event, properties })
    else if (to === 'dataLayer') (page.dataLayer ??= []).push({ event, espalier: properties })
    else page.analytics?.track?.(event, properties)
  } catch (error) {
    reportError(error)
  }
}
