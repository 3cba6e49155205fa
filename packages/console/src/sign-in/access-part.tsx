import { session } from '../session.ts'
import { accessWords } from '../text/access.ts'
import { words } from '../text/text.ts'
import { Loaded } from '../ui/loaded.tsx'
import { inOneGo, useResource } from '../ui/resource.ts'
import { ColleaguesPanel } from './colleagues-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'
import { listSessions, readColleagues } from './wire.ts'

/** Who may sign in to the console, and one's own access to it. */
export function AccessPart() {
  const w = words(accessWords)
  const colleagues = useResource('colleagues', readColleagues)
  const sessions = useResource('sessions', listSessions)
  const user = session.value?.user
  return (
    <>
      <Loaded from={inOneGo(colleagues, sessions)}>
        {(data) => <ColleaguesPanel {...data} me={user?.id ?? ''} onChanged={colleagues.reload} />}
      </Loaded>
      {session.value?.mode === 'demo' ? (
        <section class="panel stack-16" aria-labelledby="password-title">
          <h2 id="password-title">{w.password}</h2>
          <p class="note">{w.demoPassword}</p>
        </section>
      ) : (
        <PasswordPanel email={user?.email ?? ''} onChanged={sessions.reload} />
      )}
      <Loaded from={sessions}>{(data) => <SessionsPanel sessions={data} onChanged={sessions.reload} />}</Loaded>
    </>
  )
}
