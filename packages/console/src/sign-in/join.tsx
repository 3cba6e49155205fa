import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ApiError } from '../api.ts'
import { describeMessage } from '../campaigns/problem.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { join, type Session } from '../session.ts'
import { accessWords } from '../text/access.ts'
import { signInWords } from '../text/sign-in.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'

/** Where the link of an invitation leads: a name and a password make a colleague. */
export function Join({ session }: { session: Session }) {
  const [w, s] = [words(accessWords), words(signInWords)]
  const { route } = useLocation()
  const [invitation] = useState(() => new URLSearchParams(location.hash.slice(1)))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  useEffect(() => {
    document.title = `${w.joinTitle} · Espalier`
  }, [w.joinTitle])
  const [token, email] = [invitation.get('token'), invitation.get('email')]
  const errorOf = (field: string) => {
    const issue = error?.issues.find((one) => one.field === field)
    return issue && describeMessage(issue.message, locale.value)
  }
  return (
    <div class="sign-in">
      <h1>{w.joinTitle}</h1>
      {!token ? (
        <p class="error" role="alert">
          {w.noToken}
        </p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const given = new FormData(event.currentTarget)
            setBusy(true)
            setError(undefined)
            join(token, String(given.get('name')), String(given.get('password')))
              .then(() => route('/console/home', true))
              .catch((reason: unknown) => setError(reason as ApiError))
              .finally(() => setBusy(false))
          }}
        >
          <p>{email ? w.joinText(email) : w.joinAnyText}</p>
          {session.user && <Notice tone="warn" title={w.signedInAs(session.user.name)} />}
          {email && <input type="hidden" autocomplete="username" value={email} />}
          <Field label={s.name} error={errorOf('name')}>
            {(field) => <input {...field} name="name" autocomplete="name" maxLength={120} required />}
          </Field>
          <Field label={s.password} hint={w.nextHint} error={errorOf('password')}>
            {(field) => (
              <input {...field} name="password" type="password" autocomplete="new-password" minLength={8} maxLength={128} required />
            )}
          </Field>
          <Button kind="primary" type="submit" busy={busy}>
            {w.join}
          </Button>
        </form>
      )}
      {error && error.issues.length === 0 && (
        <p class="error" role="alert">
          {describeError(error, locale.value)}
        </p>
      )}
    </div>
  )
}
