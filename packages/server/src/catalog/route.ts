import { OpenAPIHono } from '@hono/zod-openapi'
import { catalog, settings } from '@espalier/core/schema'
import { logChange } from '../changes/log-change.ts'
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
      await deps.store.transaction(async (inner) => {
        const change = { at: deps.clock(), author: c.var.caller.name, kind: 'catalog', subject: '', body: next } as const
        await logChange(inner, change, await inner.workspace.catalog())
        await inner.workspace.saveCatalog(next)
      })
      return c.json(next)
    },
  )
  const settingsRoute = { ...common, path: '/v1/settings', answer: settings }
  addRoute(app, deps, { ...settingsRoute, method: 'get', summary: 'Read hold-out, budgets and care' }, async (c) =>
    c.json(await workspace.settings()),
  )
  addRoute(app, deps, { ...settingsRoute, method: 'put', summary: 'Replace hold-out, budgets and care', body: settings }, async (c) => {
    const next = await parseBody(c, settings, 'invalid-settings')
    await deps.store.transaction(async (inner) => {
      const change = { at: deps.clock(), author: c.var.caller.name, kind: 'settings', subject: '', body: next } as const
      await logChange(inner, change, await inner.workspace.settings())
      await inner.workspace.saveSettings(next)
    })
    return c.json(next)
  })
  return app
}
