import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

const GAP = 8
const LINGER = 120

/**
 * A name of a number that says what the number means: on hover, on keyboard focus, and on touch.
 * The words stay while the pointer is on them, and Escape puts them away.
 */
export function Definition({ text, children }: { text: string; children: ComponentChildren }) {
  const id = useId()
  const term = useRef<HTMLButtonElement>(null)
  const bubble = useRef<HTMLSpanElement>(null)
  const closing = useRef<ReturnType<typeof setTimeout>>(undefined)

  const open = () => {
    clearTimeout(closing.current)
    const [from, to] = [term.current, bubble.current]
    if (!from || !to?.showPopover || to.matches(':popover-open')) return
    to.showPopover()
    const anchor = from.getBoundingClientRect()
    const size = to.getBoundingClientRect()
    const above = anchor.top - size.height - GAP
    to.style.top = `${above > GAP ? above : anchor.bottom + GAP}px`
    to.style.left = `${Math.max(GAP, Math.min(anchor.left, document.documentElement.clientWidth - size.width - GAP))}px`
  }
  const close = () => {
    if (bubble.current?.matches(':popover-open')) bubble.current.hidePopover()
  }
  const closeSoon = () => {
    clearTimeout(closing.current)
    closing.current = setTimeout(close, LINGER)
  }
  useEffect(() => () => clearTimeout(closing.current), [])

  return (
    <span
      class="definition"
      onPointerEnter={(event) => event.pointerType === 'mouse' && open()}
      onPointerLeave={(event) => event.pointerType === 'mouse' && closeSoon()}
    >
      <button
        ref={term}
        type="button"
        aria-describedby={id}
        onFocus={open}
        onBlur={closeSoon}
        onClick={open}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      >
        {children}
      </button>
      <span ref={bubble} id={id} class="bubble" role="tooltip" popover="manual">
        {text}
      </span>
    </span>
  )
}
