/**
 * Remembers from where focus came into a shadow root. Returns a function that stops, and gives it back if it is still inside,
 * to be called before the focused element is taken away.
 */
export function rememberFocus(root: ShadowRoot): () => void {
  let before: HTMLElement | undefined
  const remember = (event: Event): void => {
    const from = (event as FocusEvent).relatedTarget
    if (from instanceof HTMLElement && !root.contains(from)) before = from
  }
  root.addEventListener('focusin', remember)
  return () => {
    root.removeEventListener('focusin', remember)
    if (root.activeElement && before?.isConnected) before.focus({ preventScroll: true })
  }
}
