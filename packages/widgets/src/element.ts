import type { Facts } from '@espalier/core'
import { rememberFocus } from './focus.ts'
import { jsx } from './render/jsx-runtime.ts'
import { render } from './render/render.ts'
import { whenSeen } from './seen.ts'
import type { Showing } from './showing.ts'
import { stage } from './stage.ts'
import { sheet } from './style.ts'
import { fill } from './text/fill.ts'
import { readerTag } from './text/reader-tag.ts'
import { words } from './text/text.ts'
import { themeOf } from './theme.ts'
import { empty, tokens } from './tokens.css.ts'
import type { Scene, View } from './view.ts'

// Importing the package where there is no document must not fail.
const Base = globalThis.HTMLElement ?? Object

/**
 * What every element of ours has in common: an open shadow root, adopted sheets, a view that is fetched when there is something
 * to show, and nothing left behind when it goes. A view that fails leaves the host's own content as it is.
 */
export abstract class WidgetElement extends Base {
  static readonly observedAttributes = ['name', 'feature', 'label', 'unit', 'theme']

  readonly #root = this.attachShadow({ mode: 'open' })
  readonly #giveFocusBack = rememberFocus(this.#root)
  readonly #states = readStates(this)
  #view: View | undefined
  #loading = false
  #unfollow: (() => void) | undefined
  #watched: Showing | undefined
  #unwatch: (() => void) | undefined

  /** Fetches how it looks. */
  protected abstract load(): Promise<View>
  /** What appears here now. */
  protected abstract showing(): Showing | undefined
  /** Whether there is anything to draw. */
  protected abstract wanted(): boolean
  /** True where the host's own content stands inside; it is there whether or not we have something to say. */
  protected readonly framesContent: boolean = false

  connectedCallback(): void {
    this.#unfollow ??= stage.follow(() => this.#update())
    this.#update()
  }

  disconnectedCallback(): void {
    // Moving an element disconnects it for a moment; what is being answered must survive that.
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#unfollow?.()
      this.#unfollow = undefined
      this.#clear()
      stage.changed()
    })
  }

  attributeChangedCallback(): void {
    if (this.#unfollow) this.#update()
  }

  #update(): void {
    const host = this.isConnected ? stage.host() : undefined
    if (!host || !this.wanted()) {
      this.#clear()
      return this.showing()?.retire()
    }
    if (this.#view) {
      try {
        return this.#draw(this.#view, host)
      } catch {
        // Content of another version, perhaps. A guest that cannot speak stays silent.
        return this.#clear()
      }
    }
    if (this.#loading) return
    this.#loading = true
    this.load().then(
      (view) => {
        this.#view = view
        this.#update()
      },
      () => {
        // Offline, perhaps: the next change tries again.
        this.#loading = false
      },
    )
  }

  #draw(view: View, asked: Scene['host']): void {
    const showing = this.showing()
    const host = showing?.host ?? asked
    const locale = host.locale()
    const tag = readerTag(locale)
    let facts: Facts | undefined
    const scene: Scene = {
      element: this,
      host,
      showing,
      locale,
      tag,
      words: words(locale),
      say: (text) => fill(text, (facts ??= host.facts()), tag, host.zone()),
    }
    this.#root.adoptedStyleSheets = [sheet(tokens), sheet(view.css)]
    render(jsx('div', { class: `base ${themeOf(this)}`, lang: locale, children: view.draw(scene) }), this.#root)
    const states = view.states?.(scene) ?? []
    this.#states?.clear()
    for (const state of states) this.#states?.add(state)
    if (showing !== this.#watched) this.#watch(showing)
  }

  #watch(showing: Showing | undefined): void {
    this.#unwatch?.()
    this.#watched = showing
    const target = this.#root.querySelector('[data-seen]')
    this.#unwatch = showing && target ? whenSeen(target, () => showing.shown(this)) : undefined
  }

  #clear(): void {
    this.#watch(undefined)
    this.#states?.clear()
    this.#giveFocusBack()
    this.#root.adoptedStyleSheets = this.framesContent ? [] : [sheet(empty)]
    render(this.framesContent ? jsx('slot', {}) : null, this.#root)
  }
}

function readStates(element: HTMLElement): Set<string> | undefined {
  try {
    return element.attachInternals().states as unknown as Set<string>
  } catch {
    return undefined
  }
}
