import { INTERRUPTION } from '@espalier/core'
import type { Presentation, WidgetHost } from '@espalier/sdk'
import { WidgetElement } from './element.ts'
import type { Showing } from './showing.ts'
import * as stage from './stage.ts'
import type { View } from './view.ts'

/** What one of our elements does. */
interface Habit {
  /** Fetches how it looks. */
  load(): Promise<{ view: View }>
  /** What it shows, and where that is found. */
  kind?: Presentation['kind']
  place(element: Element): string
  /** The host's own content stands inside. */
  framesContent?: boolean
  /** Whether there is something to draw where nothing appears. */
  wanted?(element: Element, host: WidgetHost): boolean
}

/** Elements that the presenter puts on the page itself, by kind. */
export const INTERRUPTIONS = { modal: 'espalier-modal', nps: 'espalier-nps' } as const

const featureOf = (element: Element): string => element.getAttribute('feature') ?? ''

const HABITS: Record<string, Habit> = {
  // Where cards appear. Without one it takes no space.
  'espalier-slot': { load: () => import('./card/card.tsx'), kind: 'card', place: (element) => element.getAttribute('name') ?? '' },
  // The host's own content, as a peek while its feature is locked.
  'espalier-gate': {
    load: () => import('./gate/gate.tsx'),
    kind: 'gate',
    place: (element) => `gate:${featureOf(element)}`,
    framesContent: true,
    wanted: (element, host) => !host.check(featureOf(element)).allowed,
  },
  // How much of a feature is used.
  'espalier-meter': { load: () => import('./meter/meter.tsx'), place: String, wanted: (element) => element.hasAttribute('feature') },
  [INTERRUPTIONS.modal]: { load: () => import('./modal/modal.tsx'), kind: 'modal', place: () => INTERRUPTION },
  [INTERRUPTIONS.nps]: { load: () => import('./nps/nps.tsx'), kind: 'nps', place: () => INTERRUPTION },
}

/** Defines the elements, once for each page. */
export function defineElements(): void {
  for (const [tag, habit] of Object.entries(HABITS)) if (!customElements.get(tag)) customElements.define(tag, elementOf(habit))
}

function elementOf({ kind, load, place, framesContent = false, wanted }: Habit): CustomElementConstructor {
  return class extends WidgetElement {
    protected override readonly framesContent = framesContent
    protected override readonly load = load

    protected override showing(): Showing | undefined {
      const showing = stage.at(place(this))
      return showing?.presentation.kind === kind && (framesContent || showing?.claim(this)) ? showing : undefined
    }
    protected override wanted(host: WidgetHost): boolean {
      return wanted ? wanted(this, host) : Boolean(this.showing())
    }
  }
}
