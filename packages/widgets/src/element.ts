import type { WidgetHost } from '@espalier/sdk'
import { rememberFocus } from './focus.ts'
import { jsx } from './render/jsx-runtime.ts'
import { render } from './render/render.ts'
import { whenSeen } from './seen.ts'
import type { Showing } from './showing.ts'
import * as stage from './stage.ts'
import { sheet } from './style.ts'
import type { sayFor } from './text/say.ts'
import { themeOf } from './theme.ts'
import { empty, tokens } from './tokens.css.ts'
import type { Scene, View } from './view.ts'

// Importing the package where there is no document must not fail.
const Base = globalThis.HTMLElement ?? Object

/** Fetched with the first text that asks for facts; most have none. */
let sayWithFacts: typeof sayFor | undefined

/**
 * What every element of ours has in common: an open shadow root, adopted sheets, a view that is fetched when there is something
 * to show, and nothing left behind when it goes. A view that fails leaves the host's own content as it is.
 */
export abstract class WidgetElement extends Base {
  static readonly observedAttributes = ['name', 'feature', 'label', 'unit', 'theme']

  readonly #root = this.attachShadow({ mode: 'open' })
  #giveFocusBack: (() => void) | undefined
  #view: View | undefined
  #loading = false
  #unfollow: (() => void) | undefined
  #watched: Showing | undefined
  #unwatch: (() => void) | undefined

  /** Fetches how it looks. */
  protected abstract readonly load: () => Promise<{ view: View }>
  /** What appears here now. */
  protected abstract showing(): Showing | undefined
  /** Whether there is anything to draw. */
  protected abstract wanted(host: WidgetHost): boolean
  /** True where the host's own content stands inside; it is there whether or not we have something to say. */
  protected abstract readonly framesContent: boolean

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
    if (this.#unfollow) this.#update()
  }

  #update(): void {
    const host = this.isConnected ? stage.host() : undefined
    const showing = this.showing()
    if (!host || !this.wanted(host)) {
      this.#clear()
      return showing?.retire()
    }
    const facts = showing?.asksForFacts
    if (this.#view && (!facts || sayWithFacts)) {
      try {
        return this.#draw(this.#view, showing?.host ?? host, showing)
      } catch {
        // Content of another version, perhaps. A guest that cannot speak stays silent.
        return this.#clear()
      }
    }
    if (this.#loading) return
    this.#loading = true
    this.#clear()
    // Offline, perhaps: the next change tries again.
    const stop = (): boolean => (this.#loading = false)
    Promise.all([this.load(), facts && import('./text/say.ts')]).then(([{ view }, text]) => {
      stop()
      this.#view = view
      if (text) sayWithFacts = text.sayFor
      this.#update()
    }, stop)
  }

  #draw(view: View, host: WidgetHost, showing: Showing | undefined): void {
    const locale = host.locale()
    const scene: Scene = { element: this, host, showing, locale, say: sayWithFacts?.(host) ?? String }
    this.#giveFocusBack ??= rememberFocus(this.#root)
    this.#root.adoptedStyleSheets = [sheet(tokens), sheet(view.css)]
    const style = { 'color-scheme': themeOf(this) }
    render(jsx('div', { class: 'base', style, lang: locale, children: view.draw(scene) }), this.#root)
    if (showing !== this.#watched) this.#watch(showing)
  }

  #watch(showing?: Showing): void {
    this.#unwatch?.()
    this.#watched = showing
    const target = this.#root.querySelector('[data-seen]')
    this.#unwatch = showing && target ? whenSeen(target, () => showing.shown(this)) : undefined
  }

  #clear(): void {
    this.#watch()
    this.#giveFocusBack?.()
    this.#giveFocusBack = undefined
    this.#root.adoptedStyleSheets = this.framesContent ? [] : [sheet(empty)]
    render(this.framesContent ? jsx('slot', {}) : null, this.#root)
  }
}
