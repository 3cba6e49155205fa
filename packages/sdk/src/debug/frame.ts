import type { Locale } from '@espalier/core/schema'
import { quietly } from '../platform/quiet.ts'
import { draw } from './draw.ts'
import { CSS } from './sheet.ts'
import type { DebugText } from './text.ts'

/** What the overlay can show. */
export type Tab = 'candidates' | 'facts' | 'queue' | 'preview' | 'problems'

const TABS: readonly Tab[] = ['candidates', 'facts', 'queue', 'preview', 'problems']

/** The overlay's frame: a shadow root above everything, with a title, tabs and a body. */
export interface Frame {
  body: HTMLElement
  tab(): Tab
  /** `small`: only a line about the preview that stands on the page. `problems`: how many there are. */
  paint(state: { locale: Locale; w: DebugText; small: boolean; problems: number }): void
  close(): void
}

/** What people can do with it. */
export interface FrameParts {
  onTab(): void
  onLocale(locale: Locale): void
  onStopPreview(): void
  onClose(): void
}

/** Puts the frame on the page and the focus into it; closing gives the focus back. */
export function createFrame({ onTab, onLocale, onStopPreview, onClose }: FrameParts): Frame {
  const element = draw('div', { popover: 'manual' })
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(CSS)
  root.adoptedStyleSheets = [sheet]
  const before = document.activeElement
  let tab: Tab = 'candidates'

  const choose = (next: Tab, focus = false): void => {
    tab = next
    onTab()
    if (focus) tabs[TABS.indexOf(next)]?.focus()
  }
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const next = step && TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]
    if (!next) return
    event.preventDefault()
    choose(next, true)
  }
  const title = draw('h2', { id: 'title' })
  const locales = (['en', 'ja'] as const).map((locale) =>
    draw('button', { type: 'button', class: 'plain', lang: locale, onclick: () => onLocale(locale) }, locale === 'ja' ? '日本語' : 'EN'),
  )
  const closing = draw('button', { type: 'button', class: 'plain close', onclick: () => onClose() }, '×')
  const tabs = TABS.map((one) =>
    draw('button', { type: 'button', role: 'tab', id: one, 'aria-controls': 'body', onclick: () => choose(one) }),
  )
  const list = draw('div', { role: 'tablist', 'aria-labelledby': 'title', onkeydown: move }, tabs)
  const body = draw('div', { class: 'body', id: 'body', role: 'tabpanel', tabindex: '0' })
  const line = draw('span', { role: 'status' })
  const stop = draw('button', { type: 'button', onclick: () => onStopPreview() })
  const header = draw('header', {}, title, locales, closing)
  const escape = (event: KeyboardEvent): void => {
    // Keys that are pressed in here are none of the page's shortcuts.
    event.stopPropagation()
    if (event.key === 'Escape') onClose()
  }
  const panel = draw('section', { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', onkeydown: escape })
  root.append(panel)
  ;(document.body ?? document.documentElement).append(element)
  // Above whatever z-index the page uses; where that is not known, the highest of them has to do.
  quietly(() => element.showPopover())

  let wasSmall: boolean | undefined
  return {
    body,
    tab: () => tab,
    paint: ({ locale, w, small, problems }) => {
      panel.lang = locale
      title.textContent = w.title
      closing.setAttribute('aria-label', w.close)
      locales.forEach((one) => one.setAttribute('aria-pressed', String(one.lang === locale)))
      for (const one of tabs) {
        const chosen = one.id === tab
        one.textContent = w.tabs[one.id as Tab] + (one.id === 'problems' && problems > 0 ? ` (${problems})` : '')
        one.setAttribute('aria-selected', String(chosen))
        one.tabIndex = chosen ? 0 : -1
      }
      body.setAttribute('aria-labelledby', tab)
      line.textContent = w.previewing
      stop.textContent = w.stop
      if (wasSmall === small) return
      wasSmall = small
      element.classList.toggle('small', small)
      panel.replaceChildren(...(small ? [line, stop] : [header, list, body]))
      if (!small) tabs[TABS.indexOf(tab)]?.focus()
    },
    close: () => {
      element.remove()
      if (before instanceof HTMLElement) before.focus()
    },
  }
}
