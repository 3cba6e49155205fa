import { OpenAPIHono } from '@hono/zod-openapi'
import { hostId } from '@espalier/core/schema'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { loadRules } from '../decisions/rules.ts'
import { addRoute } from '../http/add-route.ts'
import { parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { isAllowed } from './allowed.ts'

const id = hostId.refine((text) => text.isWellFormed(), 'expected text without broken surrogate pairs')
const query = z.object({
  account: id.describe('The id that the host calls the account by'),
  feature: id.describe('A feature of the catalogue'),
})

const answer = z.object({
  allowed: z.boolean(),
  reason: z.enum(['entitled', 'unlimited', 'limit-reached', 'not-in-plan', 'unknown-feature', 'not-loaded']),
  used: z.number().optional(),
  limit: z.number().optional(),
  remaining: z.number().optional(),
  unlimited: z.boolean().optional(),
  resetsAt: z.string().optional(),
  name: z.object({ en: z.string(), ja: z.string() }).optional(),
  account: z.string().optional().describe('The account that this is about, where the one that was named is part of it'),
})

/** Whether an account may use a feature, for the host's server: the place to enforce it. */
export function createCheckRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/check',
      access: 'secret',
      tag: 'Identity',
      summary: 'Say whether an account may use a feature; for your server, which enforces it',
      query,
      answer,
    },
    async (c) => {
      const { account, feature } = parseQuery(c, query)
      const now = deps.clock()
      const rules = await loadRules(deps.store)
      const into = rules.merged.get(account)
      const allowed = await isAllowed(deps.store, rules, { account: into ?? account, feature, now })
      return c.json({ ...allowed, ...(into !== undefined && { account: into }) })
    },
  )
  return app
}
