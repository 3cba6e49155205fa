const ATTRIBUTE = 'data-espalier-theme'

/**
 * The theme that was decided for an element: its own `theme`, then `data-espalier-theme` on the root, then a `color-scheme`
 * that allows only one. Empty where nobody decided; then `prefers-color-scheme` does.
 */
export function themeOf(element: Element): 'light' | 'dark' | '' {
  const said = element.getAttribute('theme') ?? document.documentElement.getAttribute(ATTRIBUTE)
  if (said === 'light' || said === 'dark') return said
  const schemes = getComputedStyle(element).colorScheme ?? ''
  const light = schemes.includes('light')
  const dark = schemes.includes('dark')
  if (light === dark) return ''
  return light ? 'light' : 'dark'
}

/** Calls when the page's own theme changes. Returns the way to stop. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: [ATTRIBUTE, 'class', 'style'] })
  return () => observer.disconnect()
}
