import type { Outcome, Presentation, WidgetHost } from '@espalier/sdk'
import { emit, type WidgetEventType } from './events.ts'

/** How far the person has come. */
export interface Progress {
  score?: number
  thanked?: boolean
  /** A live region speaks only when it changes after it was put on the page. */
  announced?: boolean
}

/** One presentation on its way from the first look to the answer. Every outcome is told once and in order. */
export class Showing {
  readonly presentation: Presentation
  readonly host: WidgetHost
  /** Takes it off the page, without a word. */
  readonly leave: () => void
  /** True where its texts ask for facts. */
  readonly asksForFacts: boolean
  /** What its view remembers from one drawing to the next. */
  readonly progress: Progress = {}
  readonly #told = new Set<Outcome['type']>()
  #holder: Element | undefined

  constructor(presentation: Presentation, host: WidgetHost, leave: () => void) {
    this.presentation = presentation
    this.host = host
    this.leave = leave
    // An object of JSON begins with a quote.
    this.asksForFacts = /\{[^"}]/.test(JSON.stringify(presentation.content))
  }

  /** True for the one element that may show it; two slots with the same name do not both speak. */
  claim(element: Element): boolean {
    if (!this.#holder?.isConnected) this.#holder = element
    return this.#holder === element
  }

  /** True once the person gave a score; what is left to see are the thanks. */
  get answered(): boolean {
    return this.#told.has('answered')
  }

  /** True once the person accepted, dismissed or answered. */
  get over(): boolean {
    return this.answered || this.#told.has('accepted') || this.#told.has('dismissed')
  }

  /** Leaves once it has ended: an accepted preview whose feature is open now, so that it does not come back for someone else. */
  retire(): void {
    if (this.over) this.leave()
  }

  /** It is really on the screen. */
  shown(from: Element): void {
    this.#once(from, { type: 'shown' })
  }

  /** The first meaningful touch. Whoever touched it has also seen it. */
  engage(from: Element): void {
    this.shown(from)
    this.#once(from, { type: 'engaged' })
  }

  /** Put away by the person. After an answer that is no refusal, so it is not told. */
  dismiss(from: Element, how: 'not-now' | 'closed'): void {
    if (!this.over) {
      this.shown(from)
      this.#once(from, { type: 'dismissed', how })
    }
    this.leave()
  }

  /** A score from 0 to 10, with a comment when there is one. It stays for the thanks. */
  answer(from: Element, score: number, comment: string): void {
    if (this.over) return
    this.engage(from)
    this.#once(from, { type: 'answered', score, ...(comment && { comment }) })
  }

  #once(from: Element, outcome: Outcome): void {
    if (this.#told.has(outcome.type)) return
    this.tell(outcome)
    this.emit(from, outcome.type)
  }

  /** Reports an outcome. */
  tell(outcome: Outcome): void {
    this.#told.add(outcome.type)
    this.presentation.report(outcome)
  }

  /** Tells the host. False when it took over. */
  emit(from: Element, type: Exclude<WidgetEventType, 'locked'>, url?: string): boolean {
    const { campaign, version, arm } = this.presentation
    return emit(from, type, { campaign, version, arm, ...(url && { url }) })
  }
}
