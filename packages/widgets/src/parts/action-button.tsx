/** @jsxImportSource #render */
import type { Child } from '../render/shape.ts'
import type { Action } from '@espalier/core/schema'
import { destination } from '../destination.ts'
import type { Scene } from '../view.ts'

/**
 * An action as a link where it leads somewhere and as a button where the host acts on the event.
 * A real link keeps what people expect of links: new tabs, the address on hover, the context menu.
 */
export function ActionButton({ action, kind, scene }: { action: Action; kind: 'accept' | 'alternative'; scene: Scene }): Child {
  const url = destination(action.url)
  const shared = {
    class: `button ${kind === 'accept' ? 'primary' : 'quiet'}`,
    part: kind === 'accept' ? 'action' : 'alternative',
    onclick: (event: Event) => {
      if (scene.showing?.[kind](scene.element, url) === false) event.preventDefault()
    },
  }
  const label = scene.say(action.label)
  return url ? (
    <a href={url} {...shared}>
      {label}
    </a>
  ) : (
    <button type="button" {...shared}>
      {label}
    </button>
  )
}
