import type { Outcome, Presentation, WidgetHost } from '@espalier/sdk'
import type { Locale, NpsContent } from '@espalier/core/schema'
import { emit } from './events.ts'

/** In which language, and with which facts, texts are said. */
export interface Speaker {
  readonly locale: Locale
  /** Fills `{facts}` into a campaign's text. */
  say(text: string): string
}

/** How far the person has come. */
export interface Progress {
  score?: number
  /** What stands in place of the question once the score was sent. */
  farewell?: ((speaker: Speaker, content: NpsContent) => string) | undefined
  /** A live region speaks only when it changes after it was put on the page. */
  announced?: boolean
}

/** One presentation on its way from the first look to the answer. Every outcome is told once and in order. */
export interface Showing {
  readonly presentation: Presentation
  readonly host: WidgetHost
  /** What the host is told of it. */
  readonly detail: Pick<Presentation, 'campaign' | 'version' | 'arm'>
  /** True where its texts ask for facts. */
  readonly asksForFacts: boolean
  /** What its view remembers from one drawing to the next. */
  readonly progress: Progress
  /** Takes it off the page, without a word. */
  leave(): void
  /** True for the one element that may show it; two slots with the same name do not both speak. */
  claim(element: Element): boolean
  /** True once the person accepted, dismissed or answered; after an answer the thanks are left to see. */
  ended(): boolean
  /**
   * Tells an outcome, to the client and then to the host, or `quietly` to the client alone; nothing twice, and nothing once it is over.
   * Whoever touched it has also seen it.
   */
  tell(from: Element, outcome: Outcome, quietly?: boolean): void
  /** Put away by the person. After an answer that is no refusal, so it is not told. */
  dismiss(from: Element, how: 'not-now' | 'closed'): void
}

/** What is more than a look or a touch ends a presentation. */
const END = 3

/** Begins a presentation. `leave` takes it off the page. */
export function createShowing(presentation: Presentation, host: WidgetHost, leave: () => void): Showing {
  const { campaign, version, arm } = presentation
  let step = 0
  let holder: Element | undefined
  const showing: Showing = {
    presentation,
    host,
    leave,
    detail: { campaign, version, arm },
    // An object of JSON begins with a quote.
    asksForFacts: /\{[^"}]/.test(JSON.stringify(presentation.content)),
    progress: {},
    claim(element) {
      // One that was given another name has left the place; what stands in none has no name.
      if (!holder?.isConnected || holder.getAttribute('name') !== presentation.place) holder = element
      return holder === element
    },
    ended: () => step >= END,
    tell(from, outcome, quietly) {
      const next = ({ shown: 1, engaged: 2 } as Partial<Record<Outcome['type'], number>>)[outcome.type] ?? END
      if (next <= step) return
      if (!step && next > 1) showing.tell(from, { type: 'shown' })
      step = next
      presentation.report(outcome)
      if (!quietly) emit(from, outcome.type, { ...showing.detail })
    },
    dismiss(from, how) {
      showing.tell(from, { type: 'dismissed', how })
      leave()
    },
  }
  return showing
}
