import { quietly } from './platform/quiet.ts'
import type { LoadPresenter, Presentation, Presenter, WidgetHost } from './present.ts'

/** What is on the page now. */
export interface Stage {
  /** Loads the presenter when it is not there yet, then shows. */
  present(presentation: Presentation): void
  /** Takes away what the campaigns of `showing`, by place, do not hold any more, and tries again what could not be shown. */
  follow(showing: Readonly<Record<string, string>>): void
  /** The widget of a place takes itself away. */
  leave(place: string): void
  /** Loads the presenter for elements that need no campaign. */
  prepare(): void
  /** Takes everything away and the presenter with it, and so what stays after an answer; what is presented next loads another one. */
  clear(): void
}

/** Creates an empty stage. `onFailure`: the presenter cannot be loaded; `follow` tries again. */
export function createStage(host: WidgetHost, loadPresenter: LoadPresenter, onFailure: () => void): Stage {
  const standing = new Map<string, { presentation: Presentation; close?: () => void }>()
  let loading: Promise<Presenter | void> | undefined
  // Presenters share the elements of the page: one has to be gone before the next one comes.
  let gone: Promise<Presenter | void> = Promise.resolve()

  const load = (): Promise<Presenter | void> =>
    (loading ??= gone
      .then(() => loadPresenter(host))
      .catch(() => {
        loading = undefined
        onFailure()
      }))

  const put = (place: string): void => {
    const one = standing.get(place)
    void load().then((presenter) => {
      if (one && presenter && standing.get(place) === one) quietly(() => (one.close = presenter.present(one.presentation)))
    })
  }
  const follow: Stage['follow'] = (showing) => {
    for (const [place, { presentation, close }] of standing) {
      if (showing[place] !== presentation.campaign) {
        standing.delete(place)
        if (close) quietly(close)
      } else if (!loading) put(place)
    }
  }

  return {
    present: (presentation) => {
      standing.set(presentation.place, { presentation })
      put(presentation.place)
    },
    follow,
    leave: (place) => void standing.delete(place),
    prepare: load,
    clear: () => {
      follow({})
      gone = (loading ?? gone).then((presenter) => quietly(() => presenter?.destroy()))
      loading = undefined
    },
  }
}
