/** Asks whether a page may be left for `to`: an address of the console, or what is done then. */
type Ask = (to: string | (() => void)) => void

/** Everything on the page that has to be asked, the last one to have said so first. */
const asking = new Set<{ ask: Ask; path: string; url: string }>()

function asked() {
  return [...asking].at(-1)
}

/** From now on `ask` is called instead of leaving this page, by a link, by Back or by `leaveBy`. Returns how to stop. */
export function askBeforeLeaving(ask: Ask): () => void {
  const own = { ask, path: location.pathname, url: location.pathname + location.search }
  asking.add(own)
  return () => {
    asking.delete(own)
  }
}

/** Does what takes this page away, as soon as whoever has to be asked agrees. */
export function leaveBy(act: () => void): void {
  const one = asked()
  if (one) one.ask(act)
  else act()
}

// These listeners must come before the router's: events on the window reach its listeners in the order in which they were added.
addEventListener('beforeunload', (event) => {
  if (asked()) event.preventDefault()
})

addEventListener('click', (event) => {
  const one = asked()
  if (!one || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement)
  if (!link || link.origin !== location.origin || link.pathname === one.path || link.target === '_blank') return
  event.preventDefault()
  event.stopImmediatePropagation()
  one.ask(link.pathname + link.search)
})

addEventListener('popstate', (event) => {
  const one = asked()
  if (!one || location.pathname === one.path) return
  event.stopImmediatePropagation()
  const to = location.pathname + location.search
  history.pushState(null, '', one.url)
  one.ask(to)
})
