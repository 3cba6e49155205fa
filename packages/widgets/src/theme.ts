const ATTRIBUTE = 'data-espalier-theme'

/**
 * The `color-scheme` of an element: its own `theme`, then `data-espalier-theme` on the root, then what the page's `color-scheme` allows.
 * Where nobody decided between light and dark it is both; then `prefers-color-scheme` does.
 */
export function themeOf(element: Element): string {
  const said = [element.getAttribute('theme'), document.documentElement.getAttribute(ATTRIBUTE), getComputedStyle(element).colorScheme]
  return said.find((scheme) => /^(only )?(light|dark)( only)?$/.test(scheme as string)) ?? 'light dark'
}

/** Calls when the page's own theme changes. Returns the way to stop. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: [ATTRIBUTE, 'class', 'style'] })
  return () => observer.disconnect()
}
