import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { unknown } from '../http/unknown.ts'
import type { Invitation } from './colleagues.ts'
import { email } from './person.ts'

const listed = z.object({
  id: z.string(),
  email: z.string(),
  by: z.string().describe('Who invited them'),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})

const colleagueList = z.object({
  colleagues: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        owner: z.boolean().describe('Signed up first; cannot be removed'),
        since: z.iso.datetime(),
      }),
    )
    .describe('Everybody who may sign in to the console'),
  invitations: z.array(listed).describe('Who was invited and has not joined yet'),
})

const invited = z.strictObject({ email })

/** The link works once, and is in this answer and nowhere else. */
const invitation = listed.extend({ link: z.string().describe('For them to open: the path of the console and the token') })

/** Who may sign in to the console. */
export function createColleagueRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const common = { access: 'secret', tag: 'Console' } as const
  const { colleagues } = deps.auth

  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'get',
      path: '/v1/colleagues',
      summary: 'List who may sign in to the console, and who is invited',
      answer: colleagueList,
    },
    async (c) =>
      c.json({
        colleagues: (await colleagues.list()).map(({ since, ...one }) => ({ ...one, since: new Date(since).toISOString() })),
        invitations: (await colleagues.invitations(deps.clock())).map(toListed),
      }),
  )

  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'post',
      path: '/v1/colleagues/invitations',
      summary: 'Invite a colleague to the console by a link that works once',
      body: invited,
      answer: invitation,
    },
    async (c) => {
      const { email: address } = await parseBody(c, invited)
      const made = await colleagues.invite(address, { author: c.var.caller.name, at: deps.clock() })
      if (!made) throw new HttpError(409, 'colleague-known', 'email: somebody with this address can sign in already', { field: 'email' })
      const { token, ...rest } = made
      return c.json({ ...toListed(rest), link: linkOf(token, made.email, deps.config.publicUrl) })
    },
  )

  addRoute(
    app,
    deps,
    { ...common, method: 'delete', path: '/v1/colleagues/invitations/{id}', summary: 'Take an invitation back' },
    async (c) => {
      if (!(await colleagues.withdraw(c.req.param('id') ?? '', { author: c.var.caller.name, at: deps.clock() }))) throw invitationUnknown()
      return c.json({ withdrawn: true })
    },
  )

  addRoute(
    app,
    deps,
    { ...common, method: 'delete', path: '/v1/colleagues/{id}', summary: 'Take the access to the console away from somebody, at once' },
    async (c) => {
      const id = c.req.param('id') ?? ''
      const what = await colleagues.remove(id, { author: c.var.caller.name, at: deps.clock() })
      if (what === undefined) throw unknown('colleague', id)
      if (what === 'owner') throw new HttpError(409, 'owner-stays', 'the owner of this console cannot be removed')
      return c.json({ removed: true })
    },
  )
  return app
}

/** What is answered to an invitation that cannot be used, whatever the reason. */
export function invitationUnknown(): HttpError {
  return new HttpError(404, 'invitation-unknown', 'there is no such invitation: it was used, taken back, or is older than 7 days')
}

/** What follows the # stays in the browser: neither a log nor another site sees the token. */
function linkOf(token: string, address: string, publicUrl = ''): string {
  return `${publicUrl.replace(/\/$/, '')}/console/join#${new URLSearchParams({ token, email: address })}`
}

function toListed({ createdAt, expiresAt, ...rest }: Invitation): z.infer<typeof listed> {
  return { ...rest, createdAt: new Date(createdAt).toISOString(), expiresAt: new Date(expiresAt).toISOString() }
}
