import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { frameWords } from '../text/frame.ts'
import { leadWords } from '../text/leads.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'

/** Asks why a lead is turned down; without a reason nothing is said. `children`: why it was not taken. */
export function TurnDown(props: { name: string; onClose: () => void; onReason: (reason: string) => void; children?: ComponentChildren }) {
  const { name, onClose, onReason, children } = props
  const w = words(leadWords)
  const [reason, setReason] = useState('')
  const written = reason.trim()
  return (
    <Dialog title={w.turnDownTitle(name)} onClose={onClose}>
      <form
        class="stack-16"
        onSubmit={(event) => {
          event.preventDefault()
          if (written.length >= 3) onReason(written)
        }}
      >
        <Field label={w.why} hint={w.whyHint}>
          {(field) => (
            <textarea
              {...field}
              required
              minLength={3}
              maxLength={400}
              rows={3}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Field>
        {children}
        <div class="actions">
          <Button kind="quiet" onClick={onClose}>
            {words(frameWords).cancel}
          </Button>
          <Button kind="primary" type="submit" disabled={written.length < 3}>
            {w.turnDown}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
