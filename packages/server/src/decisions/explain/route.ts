import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { addRoute } from '../../http/add-route.ts'
import { parseQuery } from '../../http/body.ts'
import type { Env } from '../../http/env.ts'
import { HttpError, invalid } from '../../http/errors.ts'
import { explainPerson } from './explain-person.ts'
import { personAt, personNow } from './moment.ts'
import { explainQuery, explanation, placeList } from './shapes.ts'

/** Says why somebody sees what they see, now or at any moment of the past. */
export function createExplainRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/decisions/explain',
      access: 'secret',
      tag: 'Decisions',
      summary: 'Explain what a person sees and why, now or at a moment of the past',
      query: explainQuery,
      answer: explanation,
    },
    async (c) => {
      const { user, anonymous, account, at: asked, url, campaign } = parseQuery(c, explainQuery)
      const places = placesIn(c)
      const person = user ?? anonymous
      if (person === undefined) throw wrong('user', 'expected the id of a user or visitor')
      if (campaign !== undefined && (await store.campaigns.find(campaign)) === undefined)
        throw wrong('campaign', `there is no campaign "${campaign}"`)
      const now = clock()
      const at = asked === undefined ? now : Date.parse(asked)
      if (at > now) throw wrong('at', 'expected a moment that is not in the future')
      // An id that was a visitor's finds the person who the visitor turned out to be.
      const name = { anonymousId: person, groupId: account }
      const then = await (asked === undefined ? personNow(store, name, now) : personAt(store, name, at))
      return c.json(explainPerson(then, { url, places, campaign }, at))
    },
  )
  return app
}

/** The places that the query names; undefined where it names none. */
function placesIn(c: Context<Env>): string[] | undefined {
  const named = c.req.queries('place')?.flatMap((one) => one.split(',').filter((part) => part !== ''))
  if (named === undefined || named.length === 0) return undefined
  const parsed = placeList.safeParse(named)
  if (parsed.success) return parsed.data
  throw invalid(new z.ZodError(parsed.error.issues.map((issue) => ({ ...issue, path: ['place'] }))), 'invalid-query')
}

function wrong(field: string, message: string): HttpError {
  return new HttpError(400, 'invalid-query', `${field}: ${message}`, { field })
}
