/** @jsxImportSource #render */
import type { OfferContent } from '@espalier/core/schema'
import { offer } from '../parts/offer.css.ts'
import { Offer } from '../parts/offer.tsx'
import type { View } from '../view.ts'
import { cardCss } from './card.css.ts'

/** An offer or a piece of help in a slot, next to the need. No timer, no movement but its arrival. */
export const view: View = {
  css: offer + cardCss,
  draw(scene) {
    if (!scene.showing) return null
    return (
      <section class="surface rise" part="root" aria-labelledby="title">
        {Offer(scene.showing.presentation.content[scene.locale] as OfferContent, scene)}
      </section>
    )
  },
}
