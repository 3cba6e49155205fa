import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import type { Draft } from '../campaigns/draft.ts'
import { LeaveGuard } from '../campaigns/leave-guard.tsx'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { careWords } from '../text/care.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { labelOf } from '../ui/label-of.ts'

/** Saves a small form, says that it did, or what is wrong, and asks before it is left unsaved. */
export function SaveChange({ draft, onSave }: { draft: Pick<Draft<never>, 'dirty' | 'complain'>; onSave: () => Promise<void> }) {
  const w = words(careWords)
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(false)
  const [error, setError] = useState<ApiError>()
  const save = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await onSave()
      setSaved(true)
    } catch (reason) {
      const failure = reason as ApiError
      setError(failure)
      draft.complain(failure.issues ?? [])
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {error && (
        <p class="error" role="alert">
          {describeError(error, locale.value, labelOf)}
        </p>
      )}
      <div class="row">
        <Button kind="primary" busy={busy} disabled={!draft.dirty.value} onClick={() => void save()}>
          {w.save}
        </Button>
        <span class="note" role="status">
          {draft.dirty.value ? w.unsaved : saved ? w.saved : ''}
        </span>
      </div>
      <LeaveGuard dirty={draft.dirty.value} />
    </>
  )
}
