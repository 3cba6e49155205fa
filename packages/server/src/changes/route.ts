import { OpenAPIHono } from '@hono/zod-openapi'
import { changeQuery, changeReport } from '@espalier/core/schema'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { listChanges } from './list-changes.ts'

/** Who changed what of the workspace and when. */
export function createChangeRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/changes',
      access: 'secret',
      tag: 'Workspace',
      summary: 'List who changed settings, catalogue, definitions, campaigns, rates, keys, the webhook and colleagues, and when',
      query: changeQuery,
      answer: changeReport,
    },
    async (c) => c.json(await listChanges(deps.store, parseQuery(c, changeQuery))),
  )
  return app
}
