const known = new WeakMap<HTMLElement, Set<unknown>>()

/** Says `states` in `:state()` of an element, and no others. */
export function mark(element: HTMLElement, ...states: string[]): void {
  try {
    const said: Set<unknown> = known.get(element) ?? element.attachInternals().states
    known.set(element, said)
    said.clear()
    for (const state of states) said.add(state)
  } catch {
    // A browser without such states.
  }
}
