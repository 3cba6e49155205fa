import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { createAttempts } from '../http/limits.ts'
import type { SignedIn } from './auth.ts'
import { DEMO_USER } from './engine.ts'
import { newPassword } from './person.ts'

const sessionList = z.object({
  sessions: z
    .array(
      z.object({
        id: z.string(),
        /** True for the one that asks. */
        current: z.boolean(),
        createdAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
        address: z.string().optional().describe('Network address that the sign-in came from; behind a proxy its address'),
        agent: z.string().optional().describe('As the browser named itself'),
      }),
    )
    .describe('Yours, the newest first'),
})

const ended = z.object({ ended: z.int().describe('How many') })

const passwords = z.strictObject({ currentPassword: z.string().min(1).max(128), newPassword })

/** What somebody who is signed in does with their own access. */
export function createSessionRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const guesses = createAttempts(10, 15 * 60)
  const common = { access: 'session', tag: 'Console' } as const
  const { sessions } = deps.auth

  addRoute(
    app,
    deps,
    { ...common, method: 'get', path: '/api/sessions', summary: 'List where you are signed in', answer: sessionList },
    async (c) => {
      const { id, session } = personOf(c)
      const listed = (await sessions.of(id)).map(({ createdAt, expiresAt, ...one }) => ({
        ...one,
        current: one.id === session,
        createdAt: new Date(createdAt).toISOString(),
        expiresAt: new Date(expiresAt).toISOString(),
      }))
      return c.json({ sessions: listed })
    },
  )

  addRoute(
    app,
    deps,
    { ...common, method: 'delete', path: '/api/sessions', summary: 'Sign out everywhere else', answer: ended },
    async (c) => {
      const { id, session } = personOf(c)
      return c.json({ ended: await sessions.endOthers(id, session) })
    },
  )

  addRoute(
    app,
    deps,
    { ...common, method: 'delete', path: '/api/sessions/{id}', summary: 'End one of your sessions', answer: ended },
    async (c) => {
      const id = c.req.param('id') ?? ''
      if (!(await sessions.end(personOf(c).id, id))) {
        throw new HttpError(404, 'session-unknown', 'you have no such session, or it has ended')
      }
      return c.json({ ended: 1 })
    },
  )

  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'post',
      path: '/api/auth/change-password',
      summary: 'Change your password and sign out everywhere else',
      body: passwords,
    },
    async (c) => {
      const body = await parseBody(c, passwords)
      const person = personOf(c)
      // Everybody in the demo is the same person, who signs in with a password that nobody knows.
      if (person.email === DEMO_USER.email) throw new HttpError(403, 'not-in-demo', 'the demo is entered without a password')
      await guesses.count(person.id)
      if (!(await deps.auth.changePassword(person, { current: body.currentPassword, next: body.newPassword }, deps.clock()))) {
        deps.log.warn({ user: person.id }, 'change of password refused')
        throw new HttpError(400, 'wrong-password', 'currentPassword: this is not your password', { field: 'currentPassword' })
      }
      await guesses.forget(person.id)
      deps.log.info({ user: person.id }, 'password changed')
      return c.json({ changed: true })
    },
  )
  return app
}

function personOf(c: Context<Env>): SignedIn {
  const { caller } = c.var
  if (caller.kind !== 'session') throw new Error('a route of sessions was reached without one')
  return caller.person
}
