import { INTERRUPTION } from '@espalier/core'
import { elementOf, type Habit } from './element.ts'

const interruption = (): string => INTERRUPTION
const featureOf = (element: Element): string => element.getAttribute('feature') ?? ''

/** By their names without `espalier-`. */
const HABITS: Record<string, Habit> = {
  // Where cards appear. Without one it takes no space.
  slot: { load: () => import('./card/card.tsx'), kind: 'card', place: (element) => element.getAttribute('name') ?? '' },
  // The host's own content, as a peek while its feature is locked.
  gate: {
    load: () => import('./gate/gate.tsx'),
    kind: 'gate',
    place: (element) => `gate:${featureOf(element)}`,
    wanted: (element, host) => !host.check(featureOf(element)).allowed,
  },
  // How much of a feature is used.
  meter: { load: () => import('./meter/meter.tsx'), place: String, wanted: (element) => element.hasAttribute('feature') },
  // The presenter puts these on the page itself.
  modal: { load: () => import('./modal/modal.tsx'), kind: 'modal', place: interruption },
  nps: { load: () => import('./nps/nps.tsx'), kind: 'nps', place: interruption },
}

/** The tag of an element of ours. */
export const tagOf = (name: string): string => `espalier-${name}`

/** Defines the elements, once for each page. */
export function defineElements(): void {
  for (const [name, habit] of Object.entries(HABITS))
    if (!customElements.get(tagOf(name))) customElements.define(tagOf(name), elementOf(habit))
}
