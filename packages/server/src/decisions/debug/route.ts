import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { addRoute } from '../../http/add-route.ts'
import { parseBody, parseQuery } from '../../http/body.ts'
import { anyOrigin } from '../../http/cors.ts'
import type { Env } from '../../http/env.ts'
import { HttpError } from '../../http/errors.ts'
import { explainPerson } from '../explain/explain-person.ts'
import { personNow } from '../explain/moment.ts'
import { pageThen } from '../explain/page.ts'
import { placeList } from '../explain/shapes.ts'
import { debugAnswer, debugLink, debugQuery, debugRequest } from './shapes.ts'
import { createDebugTokens } from './token.ts'

/** Lets the overlay of a page learn what the server knows, about one person, for whom the console made a link. */
export function createDebugRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  const tokens = createDebugTokens(store.workspace)
  const common = { path: '/v1/debug', tag: 'Decisions' } as const

  addRoute(
    app,
    deps,
    { ...common, method: 'post', access: 'secret', summary: 'Make a link to the overlay in a page', body: debugRequest, answer: debugLink },
    async (c) => {
      const { user, account } = await parseBody(c, debugRequest)
      const now = clock()
      const then = await personNow(store, { anonymousId: user, groupId: account }, now)
      const { id, accountId } = then.subject
      const { token, until } = await tokens.make({ user: id, account: accountId }, now)
      const { url } = pageThen(then, {}, now).facts
      return c.json({ token, expiresAt: new Date(until).toISOString(), user: id, ...(typeof url === 'string' && { page: url }) })
    },
  )

  // The host's pages ask, on any origin; the token is what lets them.
  app.use('/v1/debug', anyOrigin())
  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'get',
      access: 'none',
      summary: 'Explain one page to the bearer of the console’s token',
      query: debugQuery,
      answer: debugAnswer,
    },
    async (c) => {
      const [, token = ''] = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? []
      const now = clock()
      const claims = await tokens.read(token, now)
      if (!claims) {
        const expected = 'a token of POST /v1/debug as "Authorization: Bearer <token>"'
        throw new HttpError(401, 'debug-token', 'this token is not known or is over', {
          expected,
          headers: { 'www-authenticate': 'Bearer' },
        })
      }
      const { url, place } = parseQuery(c, debugQuery)
      const places = placeList.safeParse(place?.split(',').filter((one) => one !== ''))
      const then = await personNow(store, { anonymousId: claims.user, groupId: claims.account }, now)
      const asked = { url, ...(places.success && { places: places.data }) }
      c.header('cache-control', 'no-store')
      return c.json({
        ...explainPerson(then, asked, now),
        campaigns: then.rules.campaigns.map(({ id, definition: { name, widget } }) => ({
          campaign: id,
          name,
          kind: widget.kind,
          content: widget.content,
        })),
      })
    },
  )
  return app
}
