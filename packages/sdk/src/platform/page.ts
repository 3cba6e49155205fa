import type { Clock } from './clock.ts'
import { quietly } from './quiet.ts'

/** What a page tells. */
export interface PageHandlers {
  /** It is hidden or goes away: the last chance to send. */
  left(): void
  /** It is seen again, or the network is back. */
  returned(): void
  /** The page has settled for the first time; then: slots, gates or meters came or went, or the address changed. */
  changed(): void
  /** An element with `data-espalier-track` was clicked, or a form with it submitted. */
  touched(event: string, properties: Record<string, unknown>): void
}

/** The host's page. Replaced where there is none, or another one. */
export interface Page {
  /** The same object as long as one task goes on at one address: what the title says is read again after it. */
  describe(): { path: string; url: string; title: string }
  device(): 'phone' | 'desktop'
  /** BCP 47, of the page or else of the browser. */
  language(): string
  /** IANA zone of the browser. */
  zone(): string
  /** Names of slots, and `gate:<feature>` for gates; of those elements that `only` lets through. */
  places(only?: (element: Element) => boolean): string[]
  /** Whether nobody can see it: it is in the background. */
  isHidden(): boolean
  /** Whether it was opened by the console's link, which asks for the overlay. */
  wantsOverlay(): boolean
  /** Whether it holds elements that need the widgets although no campaign does. */
  needsWidgets(): boolean
  /** Returns how to stop. */
  watch(handlers: PageHandlers): () => void
}

const ELEMENTS = 'espalier-slot[name],espalier-gate[feature]'
const SETTLE_MS = 50
/** On a page that never rests, looking at it takes one part in so many, and is never put off by more than a second. */
const PARTS = 20

/** The page that this script runs in. */
export function createPage(clock: Clock): Page {
  let watchTree: ((tree: Node) => void) | undefined
  let described: ReturnType<Page['describe']> | undefined
  let address = ''
  let ours: Element[] | undefined
  /** Ours, in the tree and in the open shadow roots of it. What is watched is watched in each of them. */
  const walkThrough = (tree: Node): Element[] => {
    watchTree?.(tree)
    const found: Element[] = []
    const walk = document.createTreeWalker(tree, 1)
    while (walk.nextNode()) {
      const element = walk.currentNode as Element
      if (element.localName.startsWith('espalier-')) found.push(element)
      else if (element.shadowRoot) found.push(...walkThrough(element.shadowRoot))
    }
    return found
  }
  /** Those of the page. They are asked for several times in a task, and a walk through a large page takes long. */
  const elements = (): Element[] => {
    if (!ours) queueMicrotask(() => (ours = undefined))
    return (ours ??= walkThrough(document))
  }
  const placeOf = (element: Element): string => element.getAttribute('name') ?? `gate:${element.getAttribute('feature')}`
  const places: Page['places'] = (only = () => true) =>
    elements()
      .filter((element) => element.matches(ELEMENTS) && only(element))
      .map(placeOf)

  return {
    describe: () => {
      // The same as the location's, which takes longer.
      const { URL: href } = document
      if (!described || address !== href) {
        address = href
        const { origin, pathname } = location
        // Without query and fragment: hosts put names and tokens there.
        described = { path: pathname, url: origin + pathname, title: document.title }
        // Asking the document costs more than all else that an event needs, and bursts come within one task.
        queueMicrotask(() => (described = undefined))
      }
      return described
    },
    device: () => (matchMedia('(max-width: 640px)').matches ? 'phone' : 'desktop'),
    language: () => document.documentElement.lang || navigator.language,
    zone: () => {
      // A first format of dates costs a page 20 to 30 ms; where there is Temporal, nobody has to make one.
      const { Temporal } = globalThis as { Temporal?: { Now: { timeZoneId(): string } } }
      return Temporal ? Temporal.Now.timeZoneId() : Intl.DateTimeFormat().resolvedOptions().timeZone
    },
    places,
    isHidden: () => document.hidden,
    wantsOverlay: () => location.hash.includes('espalier-debug='),
    needsWidgets: () => elements().some((element) => element.matches('espalier-gate,espalier-meter')),
    watch: ({ left, returned, changed, touched }) => {
      const ending = new AbortController()
      const listen = (target: EventTarget, names: string, listener: (event: Event) => void): void => {
        for (const name of names.split(' '))
          target.addEventListener(name, (event) => quietly(() => listener(event)), { signal: ending.signal, capture: true, passive: true })
      }
      let stopTimer: (() => void) | undefined
      let before = ''
      let rest = 0
      const look = (): void => {
        stopTimer = undefined
        const start = clock.now()
        const now = [location.pathname, document.documentElement.lang, elements().map((one) => one.localName + placeOf(one))].join()
        rest = Math.min(clock.now() - start, SETTLE_MS) * PARTS
        if (before !== (before = now)) changed()
      }
      const lookSoon = (): void => {
        stopTimer ??= clock.after(SETTLE_MS + rest, look)
      }
      listen(window, 'pagehide', left)
      listen(document, 'visibilitychange', () => (document.hidden ? left() : returned()))
      listen(window, 'online', returned)
      // With the page, its modules have come, and with them the shadow roots of what they define.
      listen(window, 'popstate load', lookSoon)
      const touch = (event: Event): void => {
        // The path leads through open shadow roots; what is in a closed one stays there.
        const element = event.composedPath().find((one) => (one as HTMLElement).dataset?.['espalierTrack']) as HTMLElement | undefined
        if (!element || (element.localName === 'form') !== (event.type === 'submit')) return
        const { espalierTrack = '', espalierProperties = '0' } = element.dataset
        const properties: unknown = quietly(() => JSON.parse(espalierProperties))
        touched(espalierTrack, { ...(typeof properties === 'object' && properties) })
      }
      listen(document, 'click submit', touch)
      const navigation = (globalThis as { navigation?: EventTarget }).navigation
      if (navigation) listen(navigation, 'currententrychange', lookSoon)
      const observer = new MutationObserver(lookSoon)
      const roots = new WeakSet<Node>([document])
      watchTree = (tree) => {
        // An observer sees only into roots that it was shown, and what is submitted in one is heard in it alone.
        observer.observe(tree, { childList: true, subtree: true, attributeFilter: ['name', 'feature', 'lang'] })
        if (!roots.has(tree)) listen(tree, 'submit', touch)
        roots.add(tree)
      }
      lookSoon()
      return () => {
        ending.abort()
        observer.disconnect()
        watchTree = undefined
        stopTimer?.()
      }
    },
  }
}
