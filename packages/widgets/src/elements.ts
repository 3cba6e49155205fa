import { INTERRUPTION } from '@espalier/core'
import { card } from './card/card.tsx'
import { WidgetElement } from './element.ts'
import type { Showing } from './showing.ts'
import { stage } from './stage.ts'
import type { View } from './view.ts'

/** Where cards appear. Without one it takes no space. The card is what most pages show first, so it costs no second request. */
class SlotElement extends WidgetElement {
  protected load(): Promise<View> {
    return Promise.resolve(card)
  }
  protected showing(): Showing | undefined {
    const showing = stage.at(this.getAttribute('name') ?? '')
    return showing?.presentation.kind === 'card' && showing.claim(this) ? showing : undefined
  }
  protected wanted(): boolean {
    return Boolean(this.showing())
  }
}

/** The host's own content, as a peek while its feature is locked. */
class GateElement extends WidgetElement {
  protected override readonly framesContent = true

  protected load(): Promise<View> {
    return import('./gate/gate.tsx').then((module) => module.gate)
  }
  protected showing(): Showing | undefined {
    return stage.at(`gate:${this.getAttribute('feature') ?? ''}`)
  }
  protected wanted(): boolean {
    return stage.host()?.check(this.getAttribute('feature') ?? '').allowed === false
  }
}

/** How much of a feature is used. */
class MeterElement extends WidgetElement {
  protected load(): Promise<View> {
    return import('./meter/meter.tsx').then((module) => module.meter)
  }
  protected showing(): undefined {
    return undefined
  }
  protected wanted(): boolean {
    return this.hasAttribute('feature')
  }
}

abstract class InterruptionElement extends WidgetElement {
  protected abstract readonly kind: 'modal' | 'nps'

  protected showing(): Showing | undefined {
    const showing = stage.at(INTERRUPTION)
    return showing?.presentation.kind === this.kind && showing.claim(this) ? showing : undefined
  }
  protected wanted(): boolean {
    return Boolean(this.showing())
  }
}

class ModalElement extends InterruptionElement {
  protected override readonly kind = 'modal'

  protected load(): Promise<View> {
    return import('./modal/modal.tsx').then((module) => module.modal)
  }
}

class NpsElement extends InterruptionElement {
  protected override readonly kind = 'nps'

  protected load(): Promise<View> {
    return import('./nps/nps.tsx').then((module) => module.nps)
  }
}

/** Elements that the presenter puts on the page itself, by kind. */
export const INTERRUPTIONS = { modal: 'espalier-modal', nps: 'espalier-nps' } as const

const ELEMENTS: Record<string, CustomElementConstructor> = {
  'espalier-slot': SlotElement,
  'espalier-gate': GateElement,
  'espalier-meter': MeterElement,
  [INTERRUPTIONS.modal]: ModalElement,
  [INTERRUPTIONS.nps]: NpsElement,
}

/** Defines the elements, once for each page. */
export function defineElements(): void {
  for (const [tag, element] of Object.entries(ELEMENTS)) {
    if (!customElements.get(tag)) customElements.define(tag, element)
  }
}
