import { useEffect, useRef } from 'preact/hooks'
import type { Session } from '../session.ts'
import { SignIn } from './sign-in.tsx'

/** Covers the screens of somebody whose session has ended, until there is one again. It has no way out but the sign-in. */
export function SignInAgain({ session }: { session: Session }) {
  const cover = useRef<HTMLDialogElement>(null)
  const screen = useRef(document.title)
  useEffect(() => {
    const element = cover.current
    element?.showModal()
    return () => {
      element?.close()
      document.title = screen.current
    }
  }, [])
  return (
    <dialog
      ref={cover}
      class="sign-in-again"
      aria-labelledby="sign-in-title"
      onKeyDown={(event) => event.key === 'Escape' && event.preventDefault()}
      onCancel={(event) => event.preventDefault()}
      // A browser lets the second gesture to close it through, such as Back on a phone.
      onClose={(event) => event.currentTarget.isConnected && event.currentTarget.showModal()}
    >
      <SignIn session={session} again />
    </dialog>
  )
}
