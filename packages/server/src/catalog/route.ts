import { OpenAPIHono } from '@hono/zod-openapi'
import { catalog, settings } from '@espalier/core/schema'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'

/** What the workspace sells and what it decided once for all campaigns. */
export function createCatalogRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { workspace } = deps.store
  const common = { access: 'secret', tag: 'Workspace' } as const
  const catalogRoute = { ...common, path: '/v1/catalog', answer: catalog }
  addRoute(app, deps, { ...catalogRoute, method: 'get', summary: 'Read plans, features, limits and prices' }, async (c) =>
    c.json(await workspace.catalog()),
  )
  addRoute(
    app,
    deps,
    { ...catalogRoute, method: 'put', summary: 'Replace plans, features, limits and prices', body: catalog },
    async (c) => {
      const next = await parseBody(c, catalog, 'invalid-catalog')
      await workspace.saveCatalog(next)
      return c.json(next)
    },
  )
  const settingsRoute = { ...common, path: '/v1/settings', answer: settings }
  addRoute(app, deps, { ...settingsRoute, method: 'get', summary: 'Read hold-out, budgets and care' }, async (c) =>
    c.json(await workspace.settings()),
  )
  addRoute(app, deps, { ...settingsRoute, method: 'put', summary: 'Replace hold-out, budgets and care', body: settings }, async (c) => {
    const next = await parseBody(c, settings, 'invalid-settings')
    await workspace.saveSettings(next)
    return c.json(next)
  })
  return app
}
