/** @jsxImportSource #render */
import type { OfferContent } from '@espalier/core/schema'
import { offer } from '../parts/offer.css.ts'
import { Offer } from '../parts/offer.tsx'
import type { View } from '../view.ts'
import { modalCss } from './modal.css.ts'

// Focus starts on the title: it is read out first, and Enter on arrival accepts nothing.
function open(dialog: HTMLDialogElement): () => void {
  dialog.showModal()
  dialog.querySelector('h2')?.focus()
  // Where it is higher than the screen, the way out is seen first.
  dialog.scrollTop = 0
  return () => dialog.close()
}

/** The same offer in a native dialog: focus is kept inside and given back, Esc and a click beside it close. */
export const view: View = {
  css: offer + modalCss,
  raise: (root) => {
    const dialog = root.querySelector('dialog')
    if (!dialog) return
    // Still open, but beside the page instead of above it.
    dialog.open = false
    open(dialog)
  },
  draw(scene) {
    const { showing, element, locale } = scene
    if (!showing) return null
    const close = () => showing.dismiss(element, 'closed')
    return (
      <dialog
        ref={open}
        aria-labelledby="title"
        aria-describedby="body"
        onclose={(event) => {
          // Taken away by code it also closes, when it is no longer on the page.
          if (event.currentTarget.isConnected) close()
        }}
      >
        <div
          class="middle"
          onclick={(event) => {
            if (event.target === event.currentTarget) close()
          }}
        >
          <div class="surface rise" part="root">
            {Offer(showing.presentation.content[locale] as OfferContent, scene)}
          </div>
        </div>
      </dialog>
    )
  },
}
