/** @jsxImportSource #render */
import type { Child } from '../render/shape.ts'
import type { OfferContent } from '@espalier/core/schema'
import type { Scene } from '../view.ts'
import { ActionButton } from './action-button.tsx'
import { Close } from './close.tsx'

/** The inside of card and modal: the fact, the help, one primary action, and ways out that cost nothing. */
export function Offer(content: OfferContent, scene: Scene): Child {
  const { say, locale, showing, element } = scene
  return [
    content.tag && <p class="tag note">{say(content.tag)}</p>,
    <h2 id="title" part="title" tabIndex={-1}>
      {say(content.title)}
    </h2>,
    <p id="body" class="body" part="body">
      {say(content.body)}
    </p>,
    content.points && (
      <ul>
        {content.points.map((point) => (
          <li>{say(point)}</li>
        ))}
      </ul>
    ),
    <div class="actions">
      {ActionButton(content.action, 'accept', scene)}
      {content.alternative && ActionButton(content.alternative, 'alternative', scene)}
      <button class="quiet" part="decline" onclick={() => showing?.dismiss(element, 'not-now')}>
        {content.decline ? say(content.decline) : locale === 'ja' ? '今はしない' : 'Not now'}
      </button>
    </div>,
    Close(locale, () => showing?.dismiss(element, 'closed')),
  ]
}
