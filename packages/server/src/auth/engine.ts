import { randomBytes } from 'node:crypto'
import type { DBAdapter } from 'better-auth'
import type { Kysely } from 'kysely'
import type { Config, Mode } from '../config.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/sql/tables.ts'
import { hashSessions } from './hashed-sessions.ts'

/** Who presses "open the console" in the demo. Never accepted outside of it. */
export const DEMO_USER = { name: 'Demo', email: 'demo@espalier.example' } as const

/** Note of the workspace that holds the owner's e-mail address. */
export const OWNER = 'console-owner'

/** Header in which the network address of whoever signs in reaches the library. Only this server sets it. */
export const ADDRESS_HEADER = 'x-espalier-address'

/** Fewest and most characters of a password. */
export const PASSWORD_LENGTH = { least: 8, most: 128 } as const

/** The library behind the sign-in, with its tables made. */
export type Engine = Awaited<ReturnType<typeof openEngine>>

/** Loads the library and makes its tables in the database of `store` where they are missing. */
export async function openEngine(store: Store, mode: Mode, config: Config) {
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
    emailAndPassword: { enabled: true, minPasswordLength: PASSWORD_LENGTH.least, maxPasswordLength: PASSWORD_LENGTH.most },
    advanced: {
      useSecureCookies: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER], ipv6Subnet: 128 as const },
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
  const adapterOn = async (on: Kysely<Tables>): Promise<DBAdapter> =>
    hashSessions(await getAdapter({ ...options, database: { db: on, type: engine } }))
  const adapter = await adapterOn(db)
  const auth = betterAuth({ ...options, database: () => adapter })
  const { password } = await auth.$context
  return { handler: auth.handler, api: auth.api, adapter, adapterOn, password }
}

function ownOrigins(request: Request): string[] {
  const host = request.headers.get('host') ?? new URL(request.url).host
  return [`http://${host}`, `https://${host}`]
}
