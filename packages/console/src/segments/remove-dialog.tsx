import { frameWords } from '../text/frame.ts'
import { segmentWords } from '../text/segments.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { UserLinks } from './definition-list.tsx'
import type { usedBy } from './used-by.ts'

/** Asks before a definition goes; while something uses it, says what instead. */
export function RemoveDialog(props: { name: string; used: ReturnType<typeof usedBy>; onYes: () => void; onClose: () => void }) {
  const { name, used, onYes, onClose } = props
  const w = words(segmentWords)
  if (used.campaigns.length + used.segments.length > 0) {
    return (
      <Dialog title={w.keptTitle(name)} onClose={onClose}>
        <p>{w.keptText}</p>
        <UserLinks users={used.campaigns} />
        {used.segments.length > 0 && (
          <p>
            {w.segments}: {used.segments.map((one) => one.name).join(', ')}
          </p>
        )}
        <div class="actions">
          <Button onClick={onClose}>{w.close}</Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title={w.removeTitle(name)} onClose={onClose}>
      <p>{w.removeText}</p>
      <div class="actions">
        <Button onClick={onClose}>{words(frameWords).cancel}</Button>
        <Button kind="danger" onClick={onYes}>
          {w.remove}
        </Button>
      </div>
    </Dialog>
  )
}
