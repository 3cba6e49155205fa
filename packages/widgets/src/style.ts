const made = new Map<string, CSSStyleSheet>()

/** A style sheet for shadow roots, one for each text. Constructed sheets need no permission of the page's content security policy. */
export function sheet(css: string): CSSStyleSheet {
  const known = made.get(css) ?? new CSSStyleSheet()
  if (!made.has(css)) known.replaceSync(css)
  made.set(css, known)
  return known
}
