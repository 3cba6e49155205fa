const made = new Map<string, CSSStyleSheet>()

/** A style sheet for shadow roots, one for each text. Constructed sheets need no permission of the page's content security policy. */
export function sheet(css: string): CSSStyleSheet {
  let known = made.get(css)
  if (!known) {
    known = new CSSStyleSheet()
    known.replaceSync(css)
    made.set(css, known)
  }
  return known
}
