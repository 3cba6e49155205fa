// What is on: whom to ask, and what appears where. The parser creates custom elements on its own and hands them nothing, so they find
// their place here.
import type { WidgetHost } from '@espalier/sdk'
import type { Showing } from './showing.ts'

const hosts = new Set<WidgetHost>()
const showings = new Map<string, Showing>()
const followers = new Set<() => void>()

/** The client that was connected last. */
export function host(): WidgetHost | undefined {
  return [...hosts].at(-1)
}

/** What appears at a place now. */
export function at(place: string): Showing | undefined {
  return showings.get(place)
}

/** What appears now, at all places. */
export function all(): Iterable<Showing> {
  return showings.values()
}

/** Makes a client the one that elements ask. Returns the way to withdraw it. */
export function connect(client: WidgetHost): () => void {
  hosts.add(client)
  const unlisten = client.on('change', changed)
  changed()
  return () => {
    unlisten()
    hosts.delete(client)
    changed()
  }
}

/** Gives a place to a showing; one that stood there before is gone. */
export function put(showing: Showing): void {
  showings.set(showing.presentation.place, showing)
  changed()
}

/** Frees the place, unless something else stands there by now. */
export function remove(showing: Showing): void {
  const { place } = showing.presentation
  if (at(place) === showing) {
    showings.delete(place)
    changed()
  }
}

/** Calls at every change. Returns the way to stop. */
export function follow(listener: () => void): () => void {
  followers.add(listener)
  return () => followers.delete(listener)
}

/** Tells everyone that follows. */
export function changed(): void {
  for (const listener of [...followers]) listener()
}
