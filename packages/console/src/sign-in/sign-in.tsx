import { useEffect, useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { describeMessage } from '../campaigns/problem.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { createOwner, enterDemo, signIn, type Session } from '../session.ts'
import { signInWords } from '../text/sign-in.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

/** One click in the demo, the first owner on a new server, e-mail and password after that. `again`: after a session has ended. */
export function SignIn({ session, again }: { session: Session; again?: boolean }) {
  const w = words(signInWords)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  const demo = session.mode === 'demo'
  const title = again ? w.againTitle : demo ? w.demoTitle : session.firstRun ? w.ownerTitle : w.title
  useEffect(() => {
    document.title = `${title} · Espalier`
  }, [title])

  const act = (work: () => Promise<void>) => {
    setBusy(true)
    setError(undefined)
    work()
      .catch((reason: unknown) => setError(reason as ApiError))
      .finally(() => setBusy(false))
  }
  const errorOf = (field: string) => {
    const issue = error?.issues.find((one) => one.field === field)
    return issue && describeMessage(issue.message, locale.value)
  }

  return (
    <div class="sign-in">
      <h1 id="sign-in-title">{title}</h1>
      {again && <p>{w.againText}</p>}
      {demo ? (
        <>
          {!again && <p>{w.demoText}</p>}
          <Button kind="primary" busy={busy} onClick={() => act(enterDemo)}>
            {w.enterDemo}
          </Button>
        </>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            const read = (name: string) => String(form.get(name) ?? '')
            act(() =>
              session.firstRun ? createOwner(read('name'), read('email'), read('password')) : signIn(read('email'), read('password')),
            )
          }}
        >
          {session.firstRun && <p>{w.ownerText}</p>}
          {session.firstRun && (
            <Field label={w.name} error={errorOf('name')}>
              {(props) => <input {...props} name="name" autocomplete="name" required />}
            </Field>
          )}
          <Field label={w.email} error={errorOf('email')}>
            {(props) => <input {...props} name="email" type="email" autocomplete="username" required />}
          </Field>
          <Field label={w.password} hint={session.firstRun ? w.passwordHint : undefined} error={errorOf('password')}>
            {(props) => (
              <input
                {...props}
                name="password"
                type="password"
                minLength={session.firstRun ? 8 : undefined}
                autocomplete={session.firstRun ? 'new-password' : 'current-password'}
                required
              />
            )}
          </Field>
          <Button kind="primary" type="submit" busy={busy}>
            {session.firstRun ? w.create : w.signIn}
          </Button>
        </form>
      )}
      {error && error.issues.length === 0 && (
        <p class="error" role="alert">
          {describeError(error, locale.value)}
        </p>
      )}
      {!again && <p class="promise">{w.promise}</p>}
    </div>
  )
}
