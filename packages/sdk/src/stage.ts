import { quietly } from './platform/quiet.ts'
import type { LoadPresenter, Presentation, Presenter, WidgetHost } from './present.ts'

/** What is on the page now, by place. */
export interface Stage {
  /** Campaign by place. A held-out campaign keeps its place empty. */
  readonly showing: Readonly<Record<string, string>>
  /** Loads the presenter when it is not there yet, then shows. */
  present(presentation: Presentation): void
  /** Keeps a place for a campaign that does not stand there (any more), until `release`. */
  reserve(place: string, campaign: string): void
  /** Frees all places that are kept in this way. */
  release(): void
  /** Frees a place whose widget took itself away. */
  free(place: string): void
  /** Takes away what stands in places that are gone. */
  keepOnly(places: readonly string[]): void
  /** Loads the presenter for elements that need no campaign. */
  prepare(): void
  /** Takes everything away. */
  clear(): void
  /** Takes everything away and the presenter with it. */
  close(): void
}

const nothing = (): void => undefined

/** Creates an empty stage. `onFailure`: the presenter cannot be loaded; the next presentation tries again. */
export function createStage(host: WidgetHost, loadPresenter: LoadPresenter, onFailure: () => void): Stage {
  const showing: Record<string, string> = {}
  const closers = new Map<string, () => void>()
  let loading: Promise<Presenter | undefined> | undefined
  let closed = false

  const load = (): Promise<Presenter | undefined> =>
    (loading ??= (async () => {
      try {
        const presenter = await loadPresenter(host)
        if (!closed) return presenter
        presenter.destroy()
      } catch {
        loading = undefined
        onFailure()
      }
      return undefined
    })())

  const free = (place: string): void => {
    delete showing[place]
    closers.delete(place)
  }
  const remove = (place: string): void => {
    const close = closers.get(place)
    free(place)
    if (close) quietly(close)
  }
  const clear = (): void => Object.keys(showing).forEach(remove)

  return {
    showing,
    present: (presentation) => {
      const { place, campaign } = presentation
      showing[place] = campaign
      let close = nothing
      const closer = (): void => close()
      closers.set(place, closer)
      void load().then((presenter) => {
        if (closers.get(place) !== closer) return
        if (presenter) quietly(() => (close = presenter.present(presentation)))
        else free(place)
      })
    },
    reserve: (place, campaign) => {
      free(place)
      showing[place] = campaign
    },
    release: () => Object.keys(showing).forEach((place) => closers.has(place) || free(place)),
    free,
    keepOnly: (places) => {
      for (const place of Object.keys(showing)) if (!places.includes(place)) remove(place)
    },
    prepare: () => void load(),
    clear,
    close: () => {
      closed = true
      clear()
      void loading?.then((presenter) => quietly(() => presenter?.destroy()))
    },
  }
}
