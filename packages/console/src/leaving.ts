/** Asks whether a page may be left for `to`: an address of the console, or what is done then. */
type Ask = (to: string | (() => void)) => void

let asked: { ask: Ask; here: string } | undefined

/** From now on `ask` is called instead of leaving this page, by a link, by Back or by `leaveBy`. Returns how to stop. */
export function askBeforeLeaving(ask: Ask): () => void {
  const own = { ask, here: location.pathname }
  asked = own
  return () => {
    if (asked === own) asked = undefined
  }
}

/** Does what takes this page away, as soon as whoever has to be asked agrees. */
export function leaveBy(act: () => void): void {
  if (asked) asked.ask(act)
  else act()
}

// These listeners must come before the router's: events on the window reach its listeners in the order in which they were added.
addEventListener('beforeunload', (event) => {
  if (asked) event.preventDefault()
})

addEventListener('click', (event) => {
  if (!asked || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement)
  if (!link || link.origin !== location.origin || link.pathname === asked.here || link.target === '_blank') return
  event.preventDefault()
  event.stopImmediatePropagation()
  asked.ask(link.pathname + link.search)
})

addEventListener('popstate', (event) => {
  if (!asked || location.pathname === asked.here) return
  event.stopImmediatePropagation()
  const to = location.pathname + location.search
  history.pushState(null, '', asked.here)
  asked.ask(to)
})
