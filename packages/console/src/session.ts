import type { Locale } from '@espalier/core/schema'
import { signal } from '@preact/signals'
import { onSignedOut, request, type ApiError } from './api.ts'

/** Answer of `GET /api/session`. */
export interface Session {
  user: { id: string; name: string; email: string } | null
  /** `demo`: one click signs in. */
  mode: 'demo' | 'live'
  /** True until the first person made themself the owner. */
  firstRun: boolean
  locale?: Locale
}

/** Who is signed in; undefined until the server answered. */
export const session = signal<Session | undefined>(undefined)
/** Whose screens wait, because the session ended while they were open; null where nobody's do. */
export const waiting = signal<Session['user']>(null)
/** Why there is no session yet, when the server did not answer. */
export const sessionError = signal<ApiError | undefined>(undefined)

/** Asks the server who is signed in. */
export async function loadSession(): Promise<void> {
  try {
    const known = await request<Session>('GET', '/api/session')
    session.value = known
    if (known.user) waiting.value = null
    sessionError.value = undefined
  } catch (error) {
    sessionError.value = error as ApiError
  }
}

/** Signs in to the demo. */
export async function enterDemo(): Promise<void> {
  await request('POST', '/api/demo-session', {})
  await loadSession()
}

/** Makes the first person the owner of this console. */
export async function createOwner(name: string, email: string, password: string): Promise<void> {
  await request('POST', '/api/auth/sign-up/email', { name, email, password })
  await loadSession()
}

/** Makes an invited person a colleague, and signs them in. */
export async function join(token: string, name: string, password: string): Promise<void> {
  await request('POST', '/api/auth/join', { token, name, password })
  await loadSession()
}

/** Signs a person in. */
export async function signIn(email: string, password: string): Promise<void> {
  await request('POST', '/api/auth/sign-in/email', { email, password })
  await loadSession()
}

/** True while somebody signs out: what their screens still ask is refused, and nobody is to come back to them. */
let leaving = false

/** Ends the session. */
export async function signOut(): Promise<void> {
  leaving = true
  try {
    await request('POST', '/api/auth/sign-out', {})
    await loadSession()
  } finally {
    leaving = false
  }
}

onSignedOut(() => {
  const { value } = session
  if (leaving || !value?.user) return
  waiting.value = value.user
  session.value = { ...value, user: null }
})
