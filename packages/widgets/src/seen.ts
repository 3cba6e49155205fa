const STEPS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

/**
 * Calls once when at least half of the element, or as much of it as fills half of the screen, is visible in a visible tab.
 * Returns the way to stop waiting.
 */
export function whenSeen(element: Element, seen: () => void): () => void {
  const { document } = globalThis
  let onScreen = typeof IntersectionObserver === 'undefined'
  const stop = () => {
    observer?.disconnect()
    document.removeEventListener('visibilitychange', check)
  }
  const check = () => {
    if (!onScreen || document.visibilityState !== 'visible') return
    stop()
    seen()
  }
  const observer = onScreen
    ? undefined
    : new IntersectionObserver(
        (entries) => {
          const entry = entries.at(-1)
          if (!entry) return
          const half = (entry.rootBounds?.height ?? innerHeight) / 2
          onScreen = entry.isIntersecting && (entry.intersectionRatio >= 0.5 || entry.intersectionRect.height >= half)
          check()
        },
        { threshold: STEPS },
      )
  observer?.observe(element)
  document.addEventListener('visibilitychange', check)
  check()
  return stop
}
