/** Which elements the person can see: at least half of each is in the window. */
export interface Sight {
  /** Watches `element` from now on. */
  sees(element: Element): boolean
  close(): void
}

/** Watches what it is asked about; `onChange` when something came into sight or left it. */
export function createSight(onChange: () => void): Sight {
  const seen = new WeakMap<Element, boolean>()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio } of entries) seen.set(target, intersectionRatio >= 0.5)
      onChange()
    },
    { threshold: 0.5 },
  )
  return {
    sees: (element) => {
      const known = seen.get(element)
      if (known === undefined) {
        seen.set(element, false)
        observer.observe(element)
      }
      return known === true
    },
    close: () => observer.disconnect(),
  }
}
