import { definitions } from '@espalier/core/schema'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { saveDefinitions } from './save-definitions.ts'

/** Segments and custom events: what all rules of a workspace may use by name. */
export function createDefinitionRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  const route = { access: 'secret', tag: 'Workspace', path: '/v1/definitions', answer: definitions } as const
  addRoute(app, deps, { ...route, method: 'get', summary: 'Read segments and custom events' }, async (c) =>
    c.json(await store.workspace.definitions()),
  )
  addRoute(app, deps, { ...route, method: 'put', summary: 'Replace segments and custom events', body: definitions }, async (c) => {
    const next = await parseBody(c, definitions, 'invalid-definitions')
    await saveDefinitions(store, next, c.var.caller.name, clock())
    return c.json(next)
  })
  return app
}
