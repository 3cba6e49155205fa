import { useLocation } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { editorWords } from '../text/editor.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Asks before unsaved changes are left behind: by a link, by Back, by closing the tab. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const w = words(editorWords)
  const { route } = useLocation()
  const [wish, setWish] = useState<string>()

  useEffect(() => {
    if (!dirty) return
    const here = location.pathname
    const stop = new AbortController()
    const { signal } = stop
    addEventListener('beforeunload', (event) => event.preventDefault(), { signal })
    addEventListener(
      'click',
      (event) => {
        const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement)
        const elsewhere = link && link.origin === location.origin && link.pathname !== here && link.target !== '_blank'
        if (!elsewhere || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        event.stopImmediatePropagation()
        setWish(link.pathname + link.search)
      },
      { capture: true, signal },
    )
    addEventListener(
      'popstate',
      (event) => {
        if (location.pathname === here) return
        event.stopImmediatePropagation()
        setWish(location.pathname + location.search)
        history.pushState(null, '', here)
      },
      { capture: true, signal },
    )
    return () => stop.abort()
  }, [dirty])

  if (wish === undefined) return null
  return (
    <Dialog title={w.leaveTitle} onClose={() => setWish(undefined)}>
      <p>{w.leaveText}</p>
      <div class="actions">
        <Button kind="danger" onClick={() => route(wish)}>
          {w.leaveYes}
        </Button>
        <Button kind="primary" onClick={() => setWish(undefined)}>
          {w.stay}
        </Button>
      </div>
    </Dialog>
  )
}
