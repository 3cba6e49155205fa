/**
 * Calls once when at least half of the element, or as much of it as fills half of the screen, is visible in a visible tab.
 * Returns the way to stop waiting.
 */
export function whenSeen(element: Element, seen: () => void): () => void {
  let onScreen = false
  const stop = () => {
    observer.disconnect()
    removeEventListener('visibilitychange', check)
  }
  const check = () => {
    if (!onScreen || document.hidden) return
    stop()
    seen()
  }
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { intersectionRatio, intersectionRect, rootBounds } of entries)
        onScreen = intersectionRatio >= 0.5 || intersectionRect.height * 2 >= (rootBounds?.height ?? innerHeight)
      check()
    },
    // Above half nothing changes any more.
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5] },
  )
  observer.observe(element)
  addEventListener('visibilitychange', check)
  return stop
}
