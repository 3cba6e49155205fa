/** Where the elements stand that are drawn now: a sheet of one document is refused by every other. */
let page: Document | undefined
let made: Record<string, CSSStyleSheet> = {}

/** Gives a shadow root its style sheet, one for each text. Constructed sheets need no permission of the page's content security policy. */
export function dress(root: ShadowRoot, css: string): void {
  if (page !== (page = root.ownerDocument)) made = {}
  // A document that nobody can see has no style.
  const { defaultView: view } = page
  if (view) {
    if (!made[css]) (made[css] = new view.CSSStyleSheet()).replaceSync(css)
    root.adoptedStyleSheets = [made[css]]
  }
}
