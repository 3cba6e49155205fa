import type { Presentation, Presenter, WidgetHost } from '@espalier/sdk'
import { defineElements, tagOf } from './elements.ts'
import { place } from './place.ts'
import { createShowing } from './showing.ts'
import * as stage from './stage.ts'
import { watchTheme } from './theme.ts'

/** Defines the custom elements (once for each page) and answers with the way to put widgets into them. */
export function createPresenter(host: WidgetHost): Presenter {
  defineElements()
  const disconnect = stage.connect(host)
  const unwatch = watchTheme(stage.changed)

  return {
    present(presentation: Presentation): () => void {
      stage.at(presentation.place)?.leave()
      const { kind } = presentation
      const unplace = kind === 'modal' || kind === 'nps' ? place(tagOf(kind)) : undefined
      const showing = createShowing(presentation, host, () => {
        stage.remove(showing)
        unplace?.()
      })
      stage.put(showing)
      return () => {
        // The thanks after an answer stay until the person puts them away.
        if (kind !== 'nps' || !showing.ended()) showing.leave()
      }
    },
    destroy() {
      for (const showing of stage.all()) if (showing.host === host) showing.leave()
      unwatch()
      disconnect()
    },
  }
}
