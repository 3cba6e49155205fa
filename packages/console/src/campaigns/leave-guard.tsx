import { useLocation } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { askBeforeLeaving } from '../leaving.ts'
import { editorWords } from '../text/editor.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Asks before unsaved changes are left behind: by a link, by Back, by signing out, by closing the tab. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const w = words(editorWords)
  const { route } = useLocation()
  const [wish, setWish] = useState<{ to: string | (() => void) }>()

  useEffect(() => (dirty ? askBeforeLeaving((to) => setWish({ to })) : undefined), [dirty])

  if (!wish) return null
  const leave = () => {
    setWish(undefined)
    if (typeof wish.to === 'string') route(wish.to)
    else wish.to()
  }
  return (
    <Dialog title={w.leaveTitle} onClose={() => setWish(undefined)}>
      <p>{w.leaveText}</p>
      <div class="actions">
        <Button kind="danger" onClick={leave}>
          {w.leaveYes}
        </Button>
        <Button kind="primary" onClick={() => setWish(undefined)}>
          {w.stay}
        </Button>
      </div>
    </Dialog>
  )
}
