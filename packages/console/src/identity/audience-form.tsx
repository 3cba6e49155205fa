import { useState } from 'preact/hooks'
import { LeaveGuard } from '../campaigns/leave-guard.tsx'
import { frameWords } from '../text/frame.ts'
import { identityWords } from '../text/identity.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

/** What tokens have to be meant for. `onSave` keeps it. */
export function AudienceForm({ audience, onSave }: { audience: string; onSave: (audience: string) => Promise<void> }) {
  const w = words(identityWords)
  const [text, setText] = useState(audience)
  const dirty = text.trim() !== audience
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault()
        void onSave(text.trim())
      }}
    >
      <Field label={w.audience} hint={w.audienceHint} optional={words(frameWords).optional}>
        {(field) => (
          <input {...field} value={text} maxLength={200} spellcheck={false} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <Button type="submit" disabled={!dirty}>
        {w.saveAudience}
      </Button>
      <LeaveGuard dirty={dirty} />
    </form>
  )
}
