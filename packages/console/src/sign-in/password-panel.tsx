import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { describeMessage } from '../campaigns/problem.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { accessWords } from '../text/access.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { changePassword } from './wire.ts'

/** Changes the password of whoever is signed in; `email` lets the browser's own keeper of passwords know whose it is. */
export function PasswordPanel({ email, onChanged }: { email: string; onChanged: () => void }) {
  const w = words(accessWords)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState(false)
  const [error, setError] = useState<ApiError>()
  const weak = error?.issues.find(({ field }) => field === 'newPassword')
  const isWrong = error?.code === 'wrong-password'
  const save = (form: HTMLFormElement) => {
    const given = new FormData(form)
    setBusy(true)
    setDone(false)
    setError(undefined)
    changePassword(String(given.get('current')), String(given.get('next')))
      .then(() => {
        form.reset()
        setDone(true)
        onChanged()
      })
      .catch((reason: unknown) => setError(reason as ApiError))
      .finally(() => setBusy(false))
  }
  return (
    <section class="panel stack-16" aria-labelledby="password-title">
      <h2 id="password-title">{w.password}</h2>
      <p class="note">{w.passwordText}</p>
      <form
        class="stack-16 new-password"
        onSubmit={(event) => {
          event.preventDefault()
          save(event.currentTarget)
        }}
      >
        <input type="hidden" autocomplete="username" value={email} />
        <Field label={w.current} error={isWrong ? describeError(error, locale.value) : undefined}>
          {(field) => <input {...field} name="current" type="password" autocomplete="current-password" maxLength={128} required />}
        </Field>
        <Field label={w.next} hint={w.nextHint} error={weak && describeMessage(weak.message, locale.value)}>
          {(field) => <input {...field} name="next" type="password" autocomplete="new-password" minLength={8} maxLength={128} required />}
        </Field>
        <div class="row">
          <Button type="submit" busy={busy}>
            {w.change}
          </Button>
        </div>
      </form>
      <p role="status">{done && w.changed}</p>
      {error && !weak && !isWrong && (
        <p class="error" role="alert">
          {describeError(error, locale.value)}
        </p>
      )}
    </section>
  )
}
