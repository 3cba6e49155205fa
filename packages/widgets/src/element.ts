import type { Presentation, WidgetHost } from '@espalier/sdk'
import { jsx } from './render/jsx-runtime.ts'
import { render } from './render/render.ts'
import { whenSeen } from './seen.ts'
import type { Showing } from './showing.ts'
import * as stage from './stage.ts'
import { dress } from './style.ts'
import type { sayFor } from './text/say.ts'
import { themeOf } from './theme.ts'
import { empty, tokens } from './tokens.css.ts'
import type { View } from './view.ts'

/** What one of our elements does. */
export interface Habit {
  /** Fetches how it looks. */
  load(): Promise<{ view: View }>
  /** What it shows, and where that is found. */
  kind?: Presentation['kind']
  place(element: Element): string
  /** Whether there is something to draw where nothing appears. */
  wanted?(element: Element, host: WidgetHost): boolean
}

/** Fetched with the first text that asks for facts; most have none. */
let sayWithFacts: typeof sayFor | undefined

/**
 * What every element of ours has in common: an open shadow root, adopted sheets, a view that is fetched when there is something
 * to show, and nothing left behind when it goes. A view that fails leaves the host's own content as it is.
 */
export function elementOf({ load, kind, place, wanted }: Habit): CustomElementConstructor {
  // The host's own content stands inside; it is there whether or not we have something to say.
  const framesContent = kind === 'gate'
  return class extends HTMLElement {
    static readonly observedAttributes = ['theme', 'name', 'feature', 'label', 'unit']

    readonly #root = this.attachShadow({ mode: 'open' })
    /** From where focus came in. */
    #before: HTMLElement | undefined
    readonly #remember = (event: Event): void => {
      const from = (event as FocusEvent).relatedTarget as HTMLElement | null
      if (from && !this.#root.contains(from)) this.#before = from
    }
    #view: View | undefined
    #loading = false
    #unfollow: (() => void) | undefined
    #watched: Showing | undefined
    #unwatch: (() => void) | undefined

    connectedCallback(): void {
      const moved = this.#unfollow
      this.#unfollow ??= stage.follow(() => this.#update())
      this.#update()
      if (moved) this.#view?.raise?.(this.#root)
    }

    disconnectedCallback(): void {
      // Moving an element disconnects it for a moment; what is being answered must survive that.
      queueMicrotask(() => {
        // Whoever put it there may do so again, with all that the person has written.
        if (!this.isConnected) stage.changed()
        if (this.isConnected) return
        this.#unfollow?.()
        this.#unfollow = undefined
        this.#clear()
      })
    }

    attributeChangedCallback(): void {
      // What had its name before may be the place of another one now.
      if (this.#unfollow) stage.changed()
    }

    #update(): void {
      const host = this.isConnected ? stage.host() : undefined
      const found = stage.at(place(this))
      const showing = found?.presentation.kind === kind && (framesContent || found?.claim(this)) ? found : undefined
      if (!host || !(wanted ? wanted(this, host) : showing)) {
        this.#clear()
        // An accepted preview whose feature is open now must not come back for someone else.
        if (showing?.ended()) showing.leave()
        return
      }
      const facts = showing?.asksForFacts
      if (this.#view && (!facts || sayWithFacts)) {
        try {
          this.#draw(this.#view, showing?.host ?? host, showing)
        } catch {
          // Content of another version, perhaps. A guest that cannot speak stays silent.
          this.#clear()
        }
      } else if (!this.#loading) {
        this.#loading = true
        this.#clear()
        // Offline, perhaps: the next change tries again.
        const stop = (): boolean => (this.#loading = false)
        Promise.all([load(), facts && import('./text/say.ts')]).then(([{ view }, text]) => {
          stop()
          this.#view = view
          if (text) sayWithFacts = text.sayFor
          this.#update()
        }, stop)
      }
    }

    #draw(view: View, host: WidgetHost, showing: Showing | undefined): void {
      const lang = host.locale()
      const children = view.draw({ element: this, host, showing, locale: lang, say: sayWithFacts?.(host) ?? String })
      this.#root.addEventListener('focusin', this.#remember)
      dress(this.#root, tokens + view.css)
      render(jsx('div', { class: 'base', style: `color-scheme:${themeOf(this)}`, lang, children }), this.#root)
      if (showing !== this.#watched) this.#watch(showing)
    }

    #watch(showing?: Showing): void {
      this.#unwatch?.()
      this.#watched = showing
      const target = this.#root.querySelector('.rise,.panel')
      this.#unwatch = showing && target ? whenSeen(target, () => showing.tell(this, { type: 'shown' })) : undefined
    }

    #clear(): void {
      this.#watch()
      // Given back while what has it is still there.
      if (this.#root.activeElement && this.#before?.isConnected) this.#before.focus({ preventScroll: true })
      this.#before = undefined
      this.#root.removeEventListener('focusin', this.#remember)
      dress(this.#root, framesContent ? '' : empty)
      render(framesContent ? jsx('slot', {}) : [], this.#root)
    }
  }
}
