import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { day, moment } from '../format.ts'
import { locale } from '../locale.ts'
import { accessWords } from '../text/access.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import { deviceOf } from './device.ts'
import { endOtherSessions, endSession, type ConsoleSession } from './wire.ts'

/** The browsers in which one is signed in, and how to be so no more. */
export function SessionsPanel({ sessions, onChanged }: { sessions: readonly ConsoleSession[]; onChanged: () => void }) {
  const w = words(accessWords)
  const [error, setError] = useState<ApiError>()
  const act = (work: Promise<unknown>) => {
    setError(undefined)
    work.then(onChanged).catch((reason: unknown) => setError(reason as ApiError))
  }
  const nameOf = ({ agent }: ConsoleSession) => (agent ? deviceOf(agent) : w.unnamed)
  return (
    <section class="panel stack-16" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{w.sessions}</h2>
      <p class="note">{w.sessionsText}</p>
      <Table
        caption={w.sessions}
        columns={[
          { key: 'browser', head: w.browser },
          { key: 'address', head: w.address },
          { key: 'since', head: w.signedIn },
          { key: 'ends', head: w.ends },
          { key: 'state', head: w.which },
        ]}
        rows={sessions.map((one) => ({
          key: one.id,
          cells: {
            browser: nameOf(one),
            address: one.address ?? '–',
            since: moment(one.createdAt),
            ends: day(one.expiresAt),
            state: one.current ? (
              w.here
            ) : (
              <Button small kind="danger" label={w.endFor(nameOf(one), moment(one.createdAt))} onClick={() => act(endSession(one.id))}>
                {w.end}
              </Button>
            ),
          },
        }))}
      />
      {error && (
        <p class="error" role="alert">
          {describeError(error, locale.value)}
        </p>
      )}
      {sessions.length > 1 && (
        <div class="row">
          <Button onClick={() => act(endOtherSessions())}>{w.endOthers}</Button>
        </div>
      )}
    </section>
  )
}
