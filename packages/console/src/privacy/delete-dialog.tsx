import { useState } from 'preact/hooks'
import { ApiError } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { frameWords } from '../text/frame.ts'
import { privacyWords } from '../text/privacy.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'

/** What is deleted, in words. */
type Told = Pick<typeof privacyWords.en.account, 'askTitle' | 'goesList' | 'staysList' | 'final' | 'shared' | 'gone' | 'unreachable'>

/** Says what goes and what stays, and deletes a person or an account, as `erase` does, once the id was typed. */
export function DeleteDialog(props: { id: string; told: Told; erase: () => Promise<void>; onClose: () => void }) {
  const { id, told, onClose } = props
  const w = words(privacyWords)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const meant = typed.trim() === id
  const erase = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      await props.erase()
    } catch (error) {
      setProblem(problemOf(error, told, w.failed))
      setBusy(false)
    }
  }
  return (
    <Dialog title={told.askTitle} onClose={onClose}>
      <form
        class="stack-16"
        onSubmit={(event) => {
          event.preventDefault()
          if (meant && !busy) void erase()
        }}
      >
        <div>
          <h3>{w.goes}</h3>
          <List items={told.goesList} />
        </div>
        <div>
          <h3>{w.stays}</h3>
          <List items={told.staysList} />
        </div>
        <p>{told.final}</p>
        <Field label={w.type(id)}>
          {(field) => (
            <input
              {...field}
              type="text"
              autocomplete="off"
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        {problem && <Notice tone="bad" title={problem} />}
        <div class="actions">
          <Button kind="quiet" onClick={onClose}>
            {words(frameWords).cancel}
          </Button>
          <Button kind="danger" type="submit" disabled={!meant} busy={busy}>
            {w.yes}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul>
      {items.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}

function problemOf(error: unknown, told: Told, failed: string): string {
  if (!(error instanceof ApiError)) return failed
  const { code } = error
  if (code === 'account-shared' || code === 'person-elsewhere') return told.shared
  if (code === 'unreachable') return told.unreachable
  return code === 'user-unknown' || code === 'account-unknown' ? told.gone : describeError(error, locale.value)
}
