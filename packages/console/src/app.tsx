import { useEffect } from 'preact/hooks'
import { Frame } from './frame.tsx'
import { Routes } from './routes.tsx'
import { loadSession, session, sessionError } from './session.ts'
import { SignIn } from './sign-in/sign-in.tsx'
import { Loaded } from './ui/loaded.tsx'

/** The console: asks who is signed in, and shows the sign-in or the screens. */
export function App() {
  useEffect(() => void loadSession(), [])
  const from = { data: session.value, error: sessionError.value, reload: () => void loadSession() }
  return (
    <Frame user={session.value?.user ?? undefined} demo={session.value?.mode === 'demo'}>
      <Loaded from={from}>{(known) => (known.user ? <Routes /> : <SignIn session={known} />)}</Loaded>
    </Frame>
  )
}
