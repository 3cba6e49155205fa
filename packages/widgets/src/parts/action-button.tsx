/** @jsxImportSource #render */
import type { Child } from '../render/shape.ts'
import type { Action } from '@espalier/core/schema'
import { destination } from '../destination.ts'
import type { Scene } from '../view.ts'
import { accept, alternative } from './press.ts'

/**
 * An action as a link where it leads somewhere and as a button where the host acts on the event.
 * A real link keeps what people expect of links: new tabs, the address on hover, the context menu.
 */
export function ActionButton(action: Action, kind: 'accept' | 'alternative', scene: Scene): Child {
  const url = destination(action.url)
  const shared = {
    class: kind === 'accept' ? 'primary' : 'quiet',
    part: kind === 'accept' ? 'action' : 'alternative',
    onclick: (event: Event) => {
      const press = kind === 'accept' ? accept : alternative
      if (scene.showing && !press(scene.showing, scene.element, url)) event.preventDefault()
    },
  }
  const label = scene.say(action.label)
  return url ? (
    <a href={url} {...shared}>
      {label}
    </a>
  ) : (
    <button {...shared}>{label}</button>
  )
}
