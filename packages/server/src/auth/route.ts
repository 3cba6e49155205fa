import type { ErrorCode } from '@espalier/core/schema'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { addressOf, createAttempts } from '../http/limits.ts'
import { preferredLocale } from '../http/preferred-locale.ts'
import { sameOrigin } from '../http/same-origin.ts'
import { createColleagueRoutes, invitationUnknown } from './colleague-route.ts'
import { ADDRESS_HEADER } from './engine.ts'
import { createKeyRoutes } from './key-route.ts'
import { email, newPassword, personName } from './person.ts'
import { createSessionRoutes } from './session-route.ts'

const signIn = z.strictObject({ email, password: z.string().min(1).max(128) })
const signUp = z.strictObject({ name: personName, email, password: newPassword })
const join = z.strictObject({
  token: z.string().min(1).max(200).describe('The end of the link of an invitation'),
  name: personName,
  password: newPassword,
})

const session = z.object({
  /** Null when nobody is signed in. */
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  mode: z.enum(['demo', 'live']),
  /** True while the console has no owner yet: the next person to sign up becomes it. */
  firstRun: z.boolean(),
  locale: z.enum(['en', 'ja']),
})

/** Sign-in to the console, and the keys that it hands out. */
export function createAuthRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const byEmail = createAttempts(10, 15 * 60)
  // Many people may share an address, so it gets more.
  const byAddress = createAttempts(100, 15 * 60)
  const common = { access: 'none', tag: 'Console' } as const

  addRoute(app, deps, { ...common, method: 'get', path: '/api/session', summary: 'Say who is signed in', answer: session }, async (c) => {
    const known = c.req.header('cookie') ? await deps.auth.user(c.req.raw.headers) : undefined
    const user = known && { id: known.id, name: known.name, email: known.email }
    const firstRun = deps.mode === 'live' && !(await deps.auth.hasOwner())
    c.header('cache-control', 'no-store')
    return c.json({ user: user ?? null, mode: deps.mode, firstRun, locale: preferredLocale(c.req.header('accept-language')) })
  })

  addRoute(app, deps, { ...common, method: 'post', path: '/api/demo-session', summary: 'Sign in to the demo' }, async (c) => {
    if (deps.mode !== 'demo') throw new HttpError(404, 'not-found', 'this server does not run the demo')
    refuseForeign(c, deps)
    return inPlaceOfOlder(c, deps, () => deps.auth.demoSession(forward(c, '/api/auth/sign-in/email')))
  })

  addRoute(app, deps, { ...common, method: 'post', path: '/api/auth/sign-in/email', summary: 'Sign in', body: signIn }, async (c) => {
    refuseForeign(c, deps)
    const body = await parseBody(c, signIn)
    const name = body.email.toLowerCase()
    return noted(c, deps, 'sign-in', async () => {
      await byAddress.count(addressOf(c))
      await byEmail.count(name)
      const answer = await inPlaceOfOlder(c, deps, () => answered(deps.auth.handle(forward(c, '/api/auth/sign-in/email', body))))
      await byEmail.forget(name)
      return answer
    })
  })

  addRoute(
    app,
    deps,
    { ...common, method: 'post', path: '/api/auth/sign-up/email', summary: 'Become the owner of a new console', body: signUp },
    async (c) => {
      refuseForeign(c, deps)
      const body = await parseBody(c, signUp)
      return noted(c, deps, 'sign-up', async () => {
        await byAddress.count(addressOf(c))
        return answered(deps.auth.handle(forward(c, '/api/auth/sign-up/email', body)))
      })
    },
  )

  addRoute(
    app,
    deps,
    { ...common, method: 'post', path: '/api/auth/join', summary: 'Join by an invitation, and sign in', body: join },
    async (c) => {
      refuseForeign(c, deps)
      const { token, ...person } = await parseBody(c, join)
      return noted(c, deps, 'join', async () => {
        await byAddress.count(addressOf(c))
        const { colleagues } = deps.auth
        // Asked first: working out what is kept of a password is worth its time only for whom is invited.
        const joined = (await colleagues.invited(token, deps.clock())) && (await colleagues.join(token, person, deps.clock()))
        if (!joined) throw invitationUnknown()
        const { password } = person
        const signIn = forward(c, '/api/auth/sign-in/email', { email: joined.email, password })
        return inPlaceOfOlder(c, deps, () => answered(deps.auth.handle(signIn)))
      })
    },
  )

  addRoute(app, deps, { ...common, method: 'post', path: '/api/auth/sign-out', summary: 'Sign out' }, async (c) => {
    refuseForeign(c, deps)
    return answered(deps.auth.handle(forward(c, '/api/auth/sign-out', {})))
  })

  app.route('/', createSessionRoutes(deps))
  app.route('/', createColleagueRoutes(deps))
  app.route('/', createKeyRoutes(deps))
  return app
}

/** Writes down what came of it and from where: by the id of whom that was, and never what was typed, which may be a password in the wrong field. */
async function noted(
  c: Context<Env>,
  { log }: Deps,
  what: 'sign-in' | 'sign-up' | 'join',
  work: () => Promise<Response>,
): Promise<Response> {
  const address = addressOf(c)
  try {
    const answer = await work()
    const { user } = (await answer.clone().json()) as { user: { id: string } }
    log.info({ address, user: user.id }, `${what} succeeded`)
    return answer
  } catch (error) {
    if (error instanceof HttpError) log.warn({ address, code: error.code }, `${what} refused`)
    throw error
  }
}

/** The session that a browser signs in over is worth nothing any more; it would be open to nobody but who got hold of its cookie. */
async function inPlaceOfOlder(c: Context<Env>, { auth }: Deps, signIn: () => Promise<Response>): Promise<Response> {
  const older = c.req.header('cookie') ? await auth.user(c.req.raw.headers) : undefined
  const answer = await signIn()
  if (older) await auth.sessions.end(older.id, older.session)
  return answer
}

/** Signing somebody in from another site's page would put a stranger's session into their browser. */
function refuseForeign(c: Context<Env>, { config }: Deps): void {
  if (c.req.header('origin') && !sameOrigin(c.req.raw, config.publicUrl)) {
    throw new HttpError(403, 'origin-not-allowed', 'signing in works from the console itself')
  }
}

function forward(c: Context<Env>, path: string, body?: object): Request {
  const headers = new Headers(c.req.raw.headers)
  headers.delete('content-length')
  headers.set(ADDRESS_HEADER, addressOf(c))
  headers.set('content-type', 'application/json')
  return new Request(new URL(path, c.req.url), { method: 'POST', headers, ...(body ? { body: JSON.stringify(body) } : {}) })
}

const refusal = z.object({ code: z.string(), message: z.string() })

/** What a sign-in is refused for; whatever else goes wrong has failed. */
const REFUSALS = ['invalid-email', 'invalid-email-or-password', 'sign-up-closed'] as const satisfies readonly ErrorCode[]

/** Passes a success on; a refusal becomes an error of the shape that every route answers with. */
async function answered(pending: Promise<Response>): Promise<Response> {
  const answer = await pending
  if (answer.ok) return answer
  const { data } = refusal.safeParse(await answer.json().catch(() => undefined))
  // Whose address the owner's is stays unsaid: only a console without an owner lets anybody sign up.
  if (data?.code?.startsWith('USER_ALREADY_EXISTS')) throw new HttpError(403, 'sign-up-closed', 'this console has an owner already')
  const status = answer.status === 403 || answer.status === 401 ? answer.status : answer.status >= 500 ? 500 : 400
  const code = REFUSALS.find((one) => one === data?.code?.toLowerCase().replaceAll('_', '-')) ?? 'sign-in-failed'
  throw new HttpError(status, code, data?.message ?? 'sign-in failed')
}
