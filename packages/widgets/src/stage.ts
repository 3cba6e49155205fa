import type { WidgetHost } from '@espalier/sdk'
import type { Showing } from './showing.ts'

const hosts: WidgetHost[] = []
const showings = new Map<string, Showing>()
const followers = new Set<() => void>()

/**
 * What is on: whom to ask, and what appears where. The parser creates custom elements on its own and hands them nothing,
 * so they find their place here.
 */
export const stage = {
  /** The client that was connected last. */
  host(): WidgetHost | undefined {
    return hosts.at(-1)
  },
  /** What appears at a place now. */
  at(place: string): Showing | undefined {
    return showings.get(place)
  },
  /** Makes a client the one that elements ask. Returns the way to withdraw it. */
  connect(host: WidgetHost): () => void {
    hosts.push(host)
    const unlisten = host.on('change', stage.changed)
    stage.changed()
    return () => {
      unlisten()
      const index = hosts.indexOf(host)
      if (index >= 0) hosts.splice(index, 1)
      stage.changed()
    }
  },
  /** Gives a place to a showing; one that stood there before is gone. */
  put(showing: Showing): void {
    showings.set(showing.presentation.place, showing)
    stage.changed()
  },
  /** Frees the place, unless something else stands there by now. */
  remove(showing: Showing): void {
    if (showings.get(showing.presentation.place) !== showing) return
    showings.delete(showing.presentation.place)
    stage.changed()
  },
  /** Calls at every change. Returns the way to stop. */
  follow(listener: () => void): () => void {
    followers.add(listener)
    return () => void followers.delete(listener)
  },
  /** Tells everyone that follows. */
  changed(): void {
    for (const listener of [...followers]) listener()
  },
}
