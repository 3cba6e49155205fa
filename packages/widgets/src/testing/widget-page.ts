import type { Outcome, Presentation, Presenter } from '@espalier/sdk'
import { createGalleryHost, type GalleryHost } from '../../gallery/gallery-host.ts'
import { createPresenter } from '../index.ts'

/** A document with a presenter, a locked feature and nine of ten seats used. */
export interface WidgetPage {
  host: GalleryHost
  presenter: Presenter
  /** What was reported so far, by all widgets. */
  outcomes: Outcome[]
  present(kind: Presentation['kind'], place: string, content: Presentation['content']): () => void
  /** Puts an element into the document. */
  put(html: string): HTMLElement
  close(): void
}

/** Opens one. Close it after the test: the page has one presenter at a time. */
export function openWidgetPage(): WidgetPage {
  const host = createGalleryHost({
    locked: new Set(['attribution']),
    names: { attribution: { en: 'Attribution', ja: 'アトリビューション分析' } },
    usages: { seats: { used: 9, limit: 10 } },
  })
  const presenter = createPresenter(host)
  const outcomes: Outcome[] = []
  const report = (outcome: Outcome) => void outcomes.push(outcome)
  return {
    host,
    presenter,
    outcomes,
    present: (kind, place, content) => presenter.present({ kind, place, campaign: 'c', version: 1, arm: 'treated', content, report }),
    put(html) {
      const holder = document.createElement('div')
      holder.innerHTML = html
      document.body.append(holder)
      return holder.firstElementChild as HTMLElement
    },
    close() {
      presenter.destroy()
      document.body.replaceChildren()
    },
  }
}

/** Waits until what people can read in the element satisfies the check; a view arrives from its own chunk. */
export function reads(element: Element | null, check: (text: string) => boolean = Boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const root = element?.shadowRoot
    if (!root) return reject(new Error('expected an element with a shadow root'))
    const look = () => {
      const text = root.textContent ?? ''
      if (!check(text)) return
      observer.disconnect()
      resolve(text)
    }
    const observer = new MutationObserver(look)
    observer.observe(root, { childList: true, characterData: true, subtree: true })
    look()
  })
}

/** A part of a widget. */
export function partOf(element: Element | null, part: string): HTMLElement | null {
  return element?.shadowRoot?.querySelector<HTMLElement>(`[part~=${part}]`) ?? null
}
