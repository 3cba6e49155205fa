import { heldOutShare } from '@espalier/core'
import type { CampaignInput } from '@espalier/core/schema'
import { locale } from '../locale.ts'
import { editorWords } from '../text/editor.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { sentenceOf, type SentenceContext } from './sentence.ts'

/** Says what publishing does before it is done. */
export function PublishDialog(props: {
  campaign: CampaignInput
  version: number
  context: SentenceContext
  unsaved: boolean
  onYes: () => void
  onClose: () => void
}) {
  const { campaign, version, context, unsaved, onYes, onClose } = props
  const w = words(editorWords)
  const heldOut = context.workspaceHoldout === undefined ? undefined : heldOutShare(context.workspaceHoldout, campaign.holdout?.share)
  return (
    <Dialog title={w.publishTitle(campaign.name)} onClose={onClose}>
      <p>{w.publishText(version)}</p>
      <ul>
        <li>
          {w.publishPoints.who} {sentenceOf(campaign, context, locale.value)}
        </li>
        {heldOut === 0 && <li>{w.noHoldout}</li>}
        {unsaved && <li>{w.publishPoints.draft}</li>}
      </ul>
      <div class="actions">
        <Button onClick={onClose}>{words(frameWords).cancel}</Button>
        <Button kind="primary" onClick={onYes}>
          {w.publishYes}
        </Button>
      </div>
    </Dialog>
  )
}

/** Says what ending does before it is done. */
export function EndDialog({ onYes, onClose }: { onYes: () => void; onClose: () => void }) {
  const w = words(editorWords)
  return (
    <Dialog title={w.endTitle} onClose={onClose}>
      <p>{w.endText}</p>
      <div class="actions">
        <Button onClick={onClose}>{words(frameWords).cancel}</Button>
        <Button kind="danger" onClick={onYes}>
          {w.endYes}
        </Button>
      </div>
    </Dialog>
  )
}
