import { randomBytes } from 'node:crypto'
import type { Config, Mode } from '../deps.ts'
import type { Store } from '../store/store.ts'
import { hashSessions } from './hashed-sessions.ts'

/** A person who signed in to the console. */
export interface ConsoleUser {
  id: string
  name: string
  email: string
}

/** Sign-in to the console. The library behind it is loaded by the first request that needs it. */
export interface Auth {
  /** Answers sign-in, sign-up and sign-out under `/api/auth/`: `{ user }` and the cookie, or the refusal as the library words it. */
  handle(request: Request): Promise<Response>
  /** Whom the session cookie belongs to. */
  user(headers: Headers): Promise<ConsoleUser | undefined>
  /** False until the first person signed up; only then may anybody sign up. */
  hasOwner(): Promise<boolean>
  /** Gives the owner another password and ends all of their sessions, on every server. Undefined where there is no owner. */
  resetPassword(password: string): Promise<ConsoleUser | undefined>
  /** Signs the demo's user in and answers with the cookie. Demo mode only. */
  demoSession(request: Request): Promise<Response>
}

/** Who presses "open the console" in the demo. Never accepted outside of it. */
const DEMO_USER = { name: 'Demo', email: 'demo@espalier.example' } as const

const OWNER = 'console-owner'

/** Sign-in over the database of `store`. */
export function createAuth(store: Store, mode: Mode, config: Config): Auth {
  const { workspace } = store
  let opened: Promise<Engine> | undefined
  const engine = async () => {
    try {
      return await (opened ??= open(store, mode, config))
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
      const session = await (await engine()).api.getSession({ headers })
      if (!session || (mode === 'live' && session.user.email === DEMO_USER.email)) return undefined
      const { id, name, email } = session.user
      return { id, name, email }
    },
    hasOwner: async () => (await workspace.note(OWNER)) !== undefined,
    async resetPassword(password) {
      const email = await workspace.note(OWNER)
      const { internalAdapter, password: secret } = await (await engine()).$context
      const found = email === undefined ? undefined : await internalAdapter.findUserByEmail(email)
      if (!found) return undefined
      const { id, name } = found.user
      await internalAdapter.updatePassword(id, await secret.hash(password))
      await internalAdapter.deleteUserSessions(id)
      return { id, name, email: found.user.email }
    },
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

type Engine = Awaited<ReturnType<typeof open>>

async function open(store: Store, mode: Mode, config: Config) {
  const [{ betterAuth }, { APIError }, { getMigrations }, { getAdapter }] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/api'),
    import('better-auth/db/migration'),
    import('better-auth/db/adapter'),
  ])
  const { db, engine } = store.database
  const secure = config.publicUrl?.startsWith('https:') ?? false
  const cookie = { secure, httpOnly: true, sameSite: 'strict', path: '/' } as const
  const options = {
    appName: 'Espalier',
    secret: await store.workspace.noteOnce('session-secret', randomBytes(32).toString('base64url')),
    ...(config.publicUrl ? { baseURL: config.publicUrl } : {}),
    basePath: '/api/auth',
    trustedOrigins: (request?: Request) => (config.publicUrl || !request ? [] : ownOrigins(request)),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    user: { modelName: 'console_user' },
    // Counted from the sign-in, however busy it is: whoever got hold of one does not keep it alive.
    session: { modelName: 'console_session', expiresIn: 14 * 24 * 3600, disableSessionRefresh: true },
    account: { modelName: 'console_account' },
    verification: { modelName: 'console_verification' },
    emailAndPassword: { enabled: true, minPasswordLength: 8 },
    advanced: {
      useSecureCookies: false,
      cookies: { session_token: { name: secure ? '__Host-espalier' : 'espalier', attributes: cookie } },
    },
    databaseHooks: {
      user: {
        create: {
          before: async ({ email }: { email: string }) => {
            if (mode === 'demo' && email === DEMO_USER.email) return
            const owner = await store.workspace.noteOnce(OWNER, email)
            if (owner !== email) throw new APIError('FORBIDDEN', { code: 'SIGN_UP_CLOSED', message: 'this console has an owner already' })
          },
        },
      },
    },
  }
  // One server after another: of two that make the same tables at once, one would fail.
  await store.transaction(async ({ database }) => {
    await (await getMigrations({ ...options, database: { db: database.db, type: engine } })).runMigrations()
  })
  const adapter = hashSessions(await getAdapter({ ...options, database: { db, type: engine } }))
  return betterAuth({ ...options, database: () => adapter })
}

function ownOrigins(request: Request): string[] {
  const host = request.headers.get('host') ?? new URL(request.url).host
  return [`http://${host}`, `https://${host}`]
}
