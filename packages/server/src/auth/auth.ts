import { randomBytes } from 'node:crypto'
import type { Config, Mode } from '../config.ts'
import type { Store } from '../store/store.ts'
import { createColleagues, note, type Colleagues } from './colleagues.ts'
import { createConsoleSessions, endSessions, type ConsoleSessions } from './console-sessions.ts'
import { DEMO_USER, openEngine, OWNER, type Engine } from './engine.ts'
import { passwordOf, setPassword } from './set-password.ts'

/** A person who signed in to the console. */
export interface ConsoleUser {
  id: string
  name: string
  email: string
}

/** A person, and the session that the request came with. */
export interface SignedIn extends ConsoleUser {
  /** Id of the session. */
  session: string
}

/** Sign-in to the console. The library behind it is loaded by the first request that needs it. */
export interface Auth {
  /** Answers sign-in, sign-up and sign-out under `/api/auth/`: `{ user }` and the cookie, or the refusal as the library words it. */
  handle(request: Request): Promise<Response>
  /** Whom the session cookie belongs to. */
  user(headers: Headers): Promise<SignedIn | undefined>
  /** False until the first person signed up; only then may anybody sign up. */
  hasOwner(): Promise<boolean>
  /**
   * Gives somebody, by default the owner, another password and ends all of their sessions, on every server. Undefined where there is nobody
   * of this address.
   */
  resetPassword(password: string, email?: string): Promise<ConsoleUser | undefined>
  /**
   * Gives a person another password who knows the one of now, and ends all of their sessions but this one. False where they do not know it.
   * @param now epoch milliseconds
   */
  changePassword(person: SignedIn, passwords: { current: string; next: string }, now: number): Promise<boolean>
  readonly sessions: ConsoleSessions
  readonly colleagues: Colleagues
  /** Signs the demo's user in and answers with the cookie. Demo mode only. */
  demoSession(request: Request): Promise<Response>
}

/** Sign-in over the database of `store`. */
export function createAuth(store: Store, mode: Mode, config: Config): Auth {
  const { workspace } = store
  let opened: Promise<Engine> | undefined
  const engine = async () => {
    try {
      return await (opened ??= openEngine(store, mode, config))
    } catch (error) {
      // The next request tries again: what kept the database from working may be over by then.
      opened = undefined
      throw error
    }
  }
  /** The library says 500 whatever it is; where nothing can be written this rejects and says why. */
  const told = async (answer: Response): Promise<Response> => {
    if (answer.status >= 500) await store.probe()
    return withoutToken(answer)
  }
  return {
    handle: async (request) => told(await (await engine()).handler(request)),
    async user(headers) {
      const known = await (await engine()).api.getSession({ headers })
      if (!known || (mode === 'live' && known.user.email === DEMO_USER.email)) return undefined
      const { id, name, email } = known.user
      return { id, name, email, session: known.session.id }
    },
    hasOwner: async () => (await workspace.note(OWNER)) !== undefined,
    async resetPassword(password, email) {
      const address = email?.toLowerCase() ?? (await workspace.note(OWNER))
      const { adapterOn, password: secret } = await engine()
      if (address === undefined) return undefined
      const hash = await secret.hash(password)
      return store.transaction(async ({ database }) => {
        const adapter = await adapterOn(database.db)
        const found = await adapter.findOne<ConsoleUser>({ model: 'user', where: [{ field: 'email', value: address }] })
        if (!found) return undefined
        const { id, name } = found
        await setPassword(adapter, id, hash)
        await endSessions(adapter, id)
        return { id, name, email: found.email }
      })
    },
    async changePassword({ id, name, email, session }, { current, next }, now) {
      const { adapter, adapterOn, password } = await engine()
      const known = await passwordOf(adapter, id)
      if (known === undefined || !(await password.verify({ hash: known, password: current }))) return false
      const hash = await password.hash(next)
      await store.transaction(async (inner) => {
        const within = await adapterOn(inner.database.db)
        await setPassword(within, id, hash)
        await endSessions(within, id, session)
        await note(inner, email, { author: name, at: now }, { state: 'colleague', name, passwordChanged: new Date(now).toISOString() })
      })
      return true
    },
    sessions: createConsoleSessions(engine),
    colleagues: createColleagues(store, engine),
    async demoSession(request) {
      const password = await workspace.noteOnce('demo-password', randomBytes(18).toString('base64url'))
      const { api } = await engine()
      const body = { email: DEMO_USER.email, password }
      const { headers } = request
      const known = await api.signInEmail({ body, headers, asResponse: true })
      return told(known.ok ? known : await api.signUpEmail({ body: { ...body, name: DEMO_USER.name }, headers, asResponse: true }))
    },
  }
}

/** The session's token belongs into the cookie that scripts cannot read, and nowhere else. */
async function withoutToken(answer: Response): Promise<Response> {
  if (!answer.ok) return answer
  const { user } = (await answer.json()) as { user?: ConsoleUser }
  const headers = new Headers({ 'cache-control': 'no-store' })
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
  return Response.json({ user: user ? { id: user.id, name: user.name, email: user.email } : null }, { headers })
}
