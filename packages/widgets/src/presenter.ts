import type { Presentation, Presenter, WidgetHost } from '@espalier/sdk'
import { defineElements, INTERRUPTIONS } from './elements.ts'
import { place } from './place.ts'
import { Showing } from './showing.ts'
import * as stage from './stage.ts'
import { watchTheme } from './theme.ts'

/** Defines the custom elements (once for each page) and answers with the way to put widgets into them. */
export function createPresenter(host: WidgetHost): Presenter {
  defineElements()
  const disconnect = stage.connect(host)
  const unwatch = watchTheme(stage.changed)
  const leaves = new Set<() => void>()

  return {
    present(presentation: Presentation): () => void {
      stage.at(presentation.place)?.leave()
      const { kind } = presentation
      const unplace = kind === 'modal' || kind === 'nps' ? place(INTERRUPTIONS[kind]) : undefined
      const leave = () => {
        leaves.delete(leave)
        stage.remove(showing)
        unplace?.()
      }
      const showing = new Showing(presentation, host, leave)
      leaves.add(leave)
      stage.put(showing)
      return () => {
        // The thanks after an answer stay until the person puts them away.
        if (!showing.answered) leave()
      }
    },
    destroy() {
      for (const leave of [...leaves]) leave()
      unwatch()
      disconnect()
    },
  }
}
