import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { Frame } from './frame.tsx'
import { Routes } from './routes.tsx'
import { loadSession, session, sessionError, waiting } from './session.ts'
import { Join } from './sign-in/join.tsx'
import { SignInAgain } from './sign-in/sign-in-again.tsx'
import { SignIn } from './sign-in/sign-in.tsx'
import { Loaded } from './ui/loaded.tsx'

/**
 * The console: asks who is signed in, and shows the sign-in or the screens. Where the session ends meanwhile, the screens stay with all
 * that was written on them, until the same person is back.
 */
export function App() {
  useEffect(() => void loadSession(), [])
  const { path } = useLocation()
  const from = { data: session.value, error: sessionError.value, reload: () => void loadSession() }
  const user = session.value?.user ?? waiting.value
  return (
    <Frame user={session.value?.user ?? undefined} demo={session.value?.mode === 'demo'}>
      <Loaded from={from}>
        {(known) =>
          path === '/console/join' ? (
            <Join session={known} />
          ) : (
            <>
              {user ? <Routes key={user.id} /> : <SignIn session={known} />}
              {user && !known.user && <SignInAgain session={known} />}
            </>
          )
        }
      </Loaded>
    </Frame>
  )
}
