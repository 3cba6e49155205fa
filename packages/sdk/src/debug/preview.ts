import type { Presenter, WidgetHost } from '../present.ts'
import { draw } from './draw.ts'
import type { Inside } from './inside.ts'
import type { Previewable } from './permit.ts'

const INTERRUPTION = 'interruption'
/** Stands for campaign, slot and feature of a preview: no place of the host has this name. */
const NAME = 'espalier-preview'

/** Draws campaigns without recording anything. */
export interface Preview {
  /** What is previewed now. */
  current(): Previewable | undefined
  /** Where cards and locked previews stand. */
  stand: HTMLElement
  /** Draws `one`; false when something real is in the way, or the widgets cannot be loaded. */
  show(one: Previewable): Promise<boolean>
  /** Takes it away. */
  stop(): void
}

/** True for what appears in the middle of the page and not in a place of its own. */
export function interrupts({ kind }: Previewable): boolean {
  return kind === 'modal' || kind === 'nps'
}

/** `onChange`: a preview came or went, perhaps by its own close button. */
export function createPreview({ widgets, loadPresenter, look }: Inside, onChange: () => void): Preview {
  const stand = draw('div', { class: 'stand' })
  // The client looks for places in open roots, and this is none of the page's.
  const inner = stand.attachShadow({ mode: 'closed' })
  let current: Previewable | undefined
  let presenter: Presenter | undefined
  let ending: AbortController | undefined

  const host: WidgetHost = {
    ...widgets,
    // For everything else on the page this is the client itself.
    check: (feature) => (feature === NAME ? { allowed: false, reason: 'not-in-plan' } : widgets.check(feature)),
    touched: (feature) => feature !== NAME && widgets.touched(feature),
  }
  const stop = (): void => {
    const before = presenter
    presenter = undefined
    current = undefined
    inner.replaceChildren()
    ending?.abort()
    before?.destroy()
  }
  /** The page's own listeners are for what really happens, and a preview leads nowhere. */
  const hush = (): void => {
    ending = new AbortController()
    for (const name of ['shown', 'engaged', 'accepted', 'alternative', 'dismissed', 'answered', 'locked']) {
      const listener = (event: Event): void => {
        const { campaign, feature } = ((event as CustomEvent).detail ?? {}) as Record<string, unknown>
        if (campaign !== NAME && feature !== NAME) return
        event.stopImmediatePropagation()
        event.preventDefault()
      }
      window.addEventListener(`espalier:${name}`, listener, { capture: true, signal: ending.signal })
    }
  }

  return {
    stand,
    current: () => current,
    stop: () => {
      stop()
      onChange()
    },
    show: async (one) => {
      stop()
      if (!loadPresenter || (interrupts(one) && look().input.page?.showing[INTERRUPTION] !== undefined)) return false
      const made = await loadPresenter(host)
      presenter = made
      current = one
      hush()
      const { kind, content } = one
      if (kind === 'card') inner.replaceChildren(draw('espalier-slot' as 'div', { name: NAME }))
      if (kind === 'gate')
        inner.replaceChildren(
          draw('espalier-gate' as 'div', { feature: NAME }, draw('p', {}, one.name), draw('br'), draw('br'), draw('br')),
        )
      made.present({
        kind,
        place: kind === 'card' ? NAME : kind === 'gate' ? `gate:${NAME}` : INTERRUPTION,
        campaign: NAME,
        version: 0,
        arm: 'treated',
        content,
        report: ({ type }) => {
          // Thanks for an answer stay until they are put away.
          if (type === 'dismissed' || (type === 'accepted' && kind !== 'gate'))
            queueMicrotask(() => presenter === made && (stop(), onChange()))
        },
      })
      onChange()
      return true
    },
  }
}
