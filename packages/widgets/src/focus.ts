/**
 * Remembers from where focus came into a shadow root. Returns a function that gives it back if it is still inside,
 * to be called before the focused element is taken away.
 */
export function rememberFocus(root: ShadowRoot): () => void {
  let before: HTMLElement | undefined
  root.addEventListener('focusin', (event) => {
    const from = (event as FocusEvent).relatedTarget
    if (from instanceof HTMLElement && !root.contains(from)) before = from
  })
  return () => {
    if (root.activeElement && before?.isConnected) before.focus({ preventScroll: true })
  }
}
