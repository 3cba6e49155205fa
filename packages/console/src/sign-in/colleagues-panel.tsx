import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { day } from '../format.ts'
import { locale } from '../locale.ts'
import { accessWords } from '../text/access.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { labelOf } from '../ui/label-of.ts'
import { Notice } from '../ui/notice.tsx'
import { Table, type Row } from '../ui/table.tsx'
import { invite, removeColleague, withdraw, type Colleague, type Invitation } from './wire.ts'

interface ColleaguesProps {
  colleagues: readonly Colleague[]
  invitations: readonly Invitation[]
  /** Id of whoever looks at it. */
  me: string
  onChanged: () => void
}

/** Who may sign in: invites, takes invitations back, and takes access away. */
export function ColleaguesPanel({ colleagues, invitations, me, onChanged }: ColleaguesProps) {
  const w = words(accessWords)
  const [fresh, setFresh] = useState<{ email: string; link: string }>()
  const [asked, setAsked] = useState<Colleague>()
  const [error, setError] = useState<ApiError>()
  const act = (work: Promise<unknown>) => {
    setError(undefined)
    work.then(onChanged).catch((reason: unknown) => setError(reason as ApiError))
  }
  const accessOf = (one: Colleague) =>
    one.owner ? (
      w.owner
    ) : one.id === me ? (
      w.member
    ) : (
      <Button small kind="danger" label={w.removeFor(one.name)} onClick={() => setAsked(one)}>
        {w.remove}
      </Button>
    )
  const rows: Row[] = [
    ...colleagues.map((one) => ({
      key: one.id,
      cells: { email: one.email, name: one.name, since: day(one.since), state: accessOf(one) },
    })),
    ...invitations.map((one) => ({
      key: one.id,
      cells: {
        email: one.email,
        name: '–',
        since: w.invited(day(one.expiresAt)),
        state: (
          <Button
            small
            label={w.withdrawFor(one.email)}
            onClick={() => {
              if (fresh?.email === one.email) setFresh(undefined)
              act(withdraw(one.id))
            }}
          >
            {w.withdraw}
          </Button>
        ),
      },
    })),
  ]
  return (
    <section class="panel stack-16" aria-labelledby="colleagues-title">
      <h2 id="colleagues-title">{w.colleagues}</h2>
      <p class="note">{w.colleaguesText}</p>
      {fresh && (
        <Notice tone="good" title={w.linkTitle(fresh.email)}>
          <code class="fresh-key">{fresh.link}</code>
          <CopyButton text={fresh.link} />
          <p>{w.linkText}</p>
        </Notice>
      )}
      {rows.length === 0 ? (
        <p class="note">{w.nobody}</p>
      ) : (
        <Table
          caption={w.colleagues}
          columns={[
            { key: 'email', head: w.email },
            { key: 'name', head: w.name },
            { key: 'since', head: w.since },
            { key: 'state', head: w.state },
          ]}
          rows={rows}
        />
      )}
      {error && (
        <p class="error" role="alert">
          {describeError(error, locale.value, labelOf)}
        </p>
      )}
      <form
        class="new-key invitation"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const email = String(new FormData(form).get('email')).toLowerCase()
          act(
            invite(email).then((link) => {
              setFresh({ email, link })
              form.reset()
            }),
          )
        }}
      >
        <Field label={w.inviteEmail}>
          {(field) => <input {...field} name="email" type="email" autocomplete="off" maxLength={254} required />}
        </Field>
        <Button type="submit">{w.invite}</Button>
        <p class="hint whole-row">{w.inviteHint}</p>
      </form>
      {asked && (
        <Dialog title={w.removeTitle(asked.name)} onClose={() => setAsked(undefined)}>
          <p>{w.removeText}</p>
          <div class="actions">
            <Button onClick={() => setAsked(undefined)}>{words(frameWords).cancel}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsked(undefined)
                act(removeColleague(asked.id))
              }}
            >
              {w.removeYes}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
