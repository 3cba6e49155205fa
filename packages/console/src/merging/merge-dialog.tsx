import { useState } from 'preact/hooks'
import { ApiError } from '../api.ts'
import { listCampaigns } from '../campaigns/wire.ts'
import { describeError } from '../describe-error.ts'
import { count } from '../format.ts'
import { locale } from '../locale.ts'
import { frameWords } from '../text/frame.ts'
import { mergingWords } from '../text/merging.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { useResource } from '../ui/resource.ts'
import { mergeAccount, previewMerge, type MergePreview } from './wire.ts'

/** Asks for the other account, says what would move, and merges only then. */
export function MergeDialog({ id, onMerged, onClose }: { id: string; onMerged: (into: string) => void; onClose: () => void }) {
  const w = words(mergingWords)
  const [typed, setTyped] = useState('')
  const [preview, setPreview] = useState<MergePreview>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const into = typed.trim()
  const go = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      if (preview) onMerged((await mergeAccount(id, preview.into)).into)
      else setPreview(await previewMerge(id, into))
    } catch (error) {
      setProblem(error instanceof ApiError ? describeError(error, locale.value) : w.failed)
    }
    setBusy(false)
  }
  return (
    <Dialog title={w.askTitle} onClose={onClose}>
      <form
        class="stack-16"
        onSubmit={(event) => {
          event.preventDefault()
          if (into !== '' && !busy) void go()
        }}
      >
        <Field label={w.into} hint={w.intoHint(id)}>
          {(field) => (
            <input
              {...field}
              type="text"
              autocomplete="off"
              spellcheck={false}
              value={typed}
              onInput={(event) => {
                setTyped(event.currentTarget.value)
                setPreview(undefined)
                setProblem(undefined)
              }}
            />
          )}
        </Field>
        {preview && <Moves preview={preview} />}
        {problem && <Notice tone="bad" title={problem} />}
        <div class="actions">
          <Button kind="quiet" onClick={onClose}>
            {words(frameWords).cancel}
          </Button>
          <Button kind={preview ? 'danger' : 'primary'} type="submit" disabled={into === ''} busy={busy}>
            {preview ? w.yes : w.look}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Moves({ preview }: { preview: MergePreview }) {
  const w = words(mergingWords)
  const campaigns = useResource('campaigns', listCampaigns)
  const { account, into, people, events, conversions, stripeCustomers, subscriptions } = preview
  const { moved, both } = preview.campaigns
  const differing = both.filter(({ arm, intoArm }) => arm !== intoArm)
  const nameOf = (campaign: string) => campaigns.data?.find((one) => one.id === campaign)?.name ?? campaign
  const armOf = (arm: string) => w.arms[arm] ?? arm
  return (
    <div class="stack-16" role="status">
      <div>
        <h3>{w.moves(account, into)}</h3>
        <ul>
          <li>{w.people(count(people))}</li>
          <li>{w.subscriptions(count(subscriptions.length), count(stripeCustomers.length))}</li>
          <li>{w.met(count(moved), count(both.length))}</li>
          <li>{w.told(count(events), count(conversions))}</li>
        </ul>
      </div>
      {differing.length > 0 && (
        <div>
          <h3>{w.twoArms}</h3>
          <ul>
            {differing.map(({ campaign, arm, intoArm }) => (
              <li key={campaign}>{w.differs(nameOf(campaign), armOf(arm), armOf(intoArm))}</li>
            ))}
          </ul>
        </div>
      )}
      <Notice tone="warn" title={w.final}>
        <p>{w.finalText(account, into)}</p>
      </Notice>
    </div>
  )
}
