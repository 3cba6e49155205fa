import { useState } from 'preact/hooks'
import { guardrailWords } from '../text/guardrails.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { useResource } from '../ui/resource.ts'
import { WhyPaused } from './why-paused.tsx'
import { readGuardrails } from './wire.ts'

/** Says why a campaign stands still, and lets somebody who writes down a reason run it again. */
export function PausedNotice({ campaign, busy, onLift }: { campaign: string; busy: boolean; onLift: (reason: string) => void }) {
  const w = words(guardrailWords)
  const status = useResource(`guardrails/${campaign}`, () => readGuardrails(campaign))
  const [reason, setReason] = useState('')
  const last = status.data?.pauses.at(-1)
  return (
    <Notice tone="bad" title={w.paused}>
      {last && <WhyPaused crossed={last.crossed} />}
      <form
        class="stack-12"
        onSubmit={(event) => {
          event.preventDefault()
          onLift(reason.trim())
        }}
      >
        <Field label={w.reason} hint={w.reasonHint}>
          {(props) => (
            <textarea
              {...props}
              required
              minLength={10}
              rows={2}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="row">
          <Button type="submit" busy={busy} disabled={reason.trim().length < 10}>
            {w.lift}
          </Button>
          <a href={`/console/campaigns/${campaign}/report`}>{w.see}</a>
        </div>
      </form>
    </Notice>
  )
}
