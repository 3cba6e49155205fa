import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** On a screen as narrow as a phone's, where even a table that fits leaves each column a few letters. */
const NARROW = matchMedia('(max-width: 760px)')

/** Marks an element as `stacked` where the table in it has too little room: after each drawing, and whenever its width changes. */
export function useStacked(stack: boolean): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (stack && ref.current) mark(ref.current)
  })
  useLayoutEffect(() => {
    const element = ref.current
    if (!stack || !element) return
    let width = element.clientWidth
    let frame = 0
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return
      width = element.clientWidth
      cancelAnimationFrame(frame)
      // Not now: what changes sizes while they are observed is an error of the page.
      frame = requestAnimationFrame(() => mark(element))
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [stack])
  return ref
}

/** Only laid out as a table does it show how much room it needs. */
function mark(element: HTMLElement): void {
  element.classList.remove('stacked')
  element.classList.toggle('stacked', NARROW.matches || element.scrollWidth > element.clientWidth)
}
