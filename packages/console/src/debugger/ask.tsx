import { useState } from 'preact/hooks'
import { readUser, type UserSummary } from '../people/wire.ts'
import { debuggerWords } from '../text/debugger.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useResource } from '../ui/resource.ts'
import { Segmented } from '../ui/segmented.tsx'
import { PersonField } from './person-field.tsx'
import type { Question } from './question.ts'
import { fromWallClock, toWallClock } from './wall-clock.ts'

/** Asks whom, when and where. `zone` is the workspace's, in which times are written. */
export function Ask({ initial, zone, onAsk }: { initial: Question; zone: string; onAsk: (question: Question) => void }) {
  const w = words(debuggerWords)
  const [question, setQuestion] = useState(initial)
  const [past, setPast] = useState(initial.at !== '')
  const [found, setFound] = useState<UserSummary[]>([])
  const [tried, setTried] = useState(false)
  const known = found.some(({ id }) => id === question.user)
  const person = useResource(`user/${known ? question.user : ''}`, () => (known ? readUser(question.user) : Promise.resolve(undefined)))
  const accounts = [...new Set([...(person.data?.accounts ?? []), ...(question.account ? [question.account] : [])])]
  const change = (part: Partial<Question>) => setQuestion({ ...question, ...part })
  const noPerson = question.user.trim() === ''
  const noTime = past && question.at === ''

  const ask = () => {
    setTried(true)
    if (noPerson || noTime) return
    onAsk({ ...question, user: question.user.trim(), url: question.url.trim(), at: past ? question.at : '' })
  }

  return (
    <form
      class="panel ask"
      aria-label={w.question}
      onSubmit={(event) => {
        event.preventDefault()
        ask()
      }}
    >
      <PersonField
        value={question.user}
        error={tried && noPerson ? w.needPerson : undefined}
        found={found}
        onFound={setFound}
        onChange={(user) => change({ user, account: '' })}
      />
      <Field label={w.account} optional={words(frameWords).optional} hint={w.accountHint}>
        {(field) => (
          <select {...field} value={question.account} onChange={(event) => change({ account: event.currentTarget.value })}>
            <option value="">{w.lastAccount}</option>
            {accounts.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={w.page} optional={words(frameWords).optional} hint={w.pageHint}>
        {(field) => (
          <input {...field} value={question.url} spellcheck={false} onInput={(event) => change({ url: event.currentTarget.value })} />
        )}
      </Field>
      <div class="ask-when">
        <div class="ask-moment">
          <p class="label" aria-hidden="true">
            {w.moment}
          </p>
          <Segmented
            label={w.moment}
            value={past ? 'past' : 'now'}
            onChange={(when) => setPast(when === 'past')}
            options={[
              { value: 'now', label: w.now },
              { value: 'past', label: w.past },
            ]}
          />
        </div>
        {past && (
          <div class="ask-date">
            <Field label={w.time(zone)} error={tried && noTime ? w.needTime : undefined}>
              {(field) => (
                <input
                  {...field}
                  type="datetime-local"
                  // What was asked for may be exact to the millisecond; it stays so until somebody sets another time.
                  defaultValue={initial.at && toWallClock(Date.parse(initial.at), zone)}
                  onInput={(event) => {
                    const at = fromWallClock(event.currentTarget.value, zone)
                    change({ at: Number.isNaN(at) ? '' : new Date(at).toISOString() })
                  }}
                />
              )}
            </Field>
          </div>
        )}
        <Button kind="primary" type="submit">
          {w.ask}
        </Button>
      </div>
    </form>
  )
}
