import type { Check, Dismissal, Facts, Level } from '@espalier/core'
import type { GateContent, Locale, NpsContent, OfferContent, WidgetKind } from '@espalier/core/schema'

export type { Check }

/** What the widgets may ask of the client. Nothing here throws. */
export interface WidgetHost {
  locale(): Locale
  /** IANA zone in which the workspace's months begin, for days that are the same for everybody. */
  zone(): string
  /** Synchronous, from the last known state. */
  check(feature: string): Check
  /** Undefined where the feature is not metered or not known. */
  usage(feature: string): Level | undefined
  /** For `{placeholders}` in texts. */
  facts(): Facts
  /** Someone touched a locked feature. */
  touched(feature: string): void
  /** Entitlements, usage or locale changed. Returns the way to stop listening. */
  on(event: 'change', listener: () => void): () => void
}

/** What is written in a widget of any kind; `kind` of the presentation says which. */
export type Content = OfferContent | GateContent | NpsContent

/** One widget that should appear. */
export interface Presentation {
  kind: WidgetKind
  /** A slot's name, `gate:<feature>` or `interruption`. */
  place: string
  campaign: string
  version: number
  /** Id of the variant, or `treated`. */
  arm: string
  content: { en: Content; ja: Content }
  /** Tells what the person did. Each outcome is recorded once; later repeats are ignored. */
  report(outcome: Outcome): void
}

/**
 * What became of a widget. `accepted`, `dismissed` and `answered` end it, and the presenter takes it away itself when it has
 * said thanks; a gate stays until its feature is unlocked.
 */
export type Outcome =
  | { type: 'shown' }
  | { type: 'engaged' }
  | { type: 'accepted'; url?: string }
  | { type: 'dismissed'; how: Dismissal }
  | { type: 'answered'; score: number; comment?: string }

/** Puts widgets on the page. Implemented by `@espalier/widgets`. */
export interface Presenter {
  /** Returns how to close it; closing by code reports nothing. */
  present(presentation: Presentation): () => void
  /** Removes everything that was put on the page. */
  destroy(): void
}

/** Fetches the presenter the first time that it is needed. */
export type LoadPresenter = (host: WidgetHost) => Promise<Presenter>
