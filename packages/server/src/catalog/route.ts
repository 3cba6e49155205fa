import { OpenAPIHono } from '@hono/zod-openapi'
import { catalog, settings, type Settings } from '@espalier/core/schema'
import { moveDays } from '../billing/move-days.ts'
import { recogniseAnew } from '../billing/recognise-anew.ts'
import { expectEdition, tellEdition } from '../changes/edition.ts'
import { logChange } from '../changes/log-change.ts'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody, readBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'

/** What the workspace sells and what it decided once for all campaigns. */
export function createCatalogRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { workspace } = deps.store
  const common = { access: 'secret', tag: 'Workspace' } as const
  const catalogRoute = { ...common, path: '/v1/catalog', answer: catalog, whole: true }
  addRoute(app, deps, { ...catalogRoute, method: 'get', summary: 'Read plans, features, limits and prices' }, async (c) =>
    c.json(tellEdition(c, await workspace.catalog())),
  )
  addRoute(
    app,
    deps,
    { ...catalogRoute, method: 'put', summary: 'Replace plans, features, limits and prices', body: catalog },
    async (c) => {
      const next = await parseBody(c, catalog, 'invalid-catalog')
      await deps.store.transaction(async (inner) => {
        const before = await inner.workspace.catalog()
        await expectEdition(c, inner, { kind: 'catalog', schema: catalog, now: before })
        const change = { at: deps.clock(), author: c.var.caller.name, kind: 'catalog', subject: '', body: next } as const
        await logChange(inner, change, before)
        await inner.workspace.saveCatalog(next)
      })
      return c.json(tellEdition(c, next))
    },
  )
  const settingsRoute = { ...common, path: '/v1/settings', answer: settings, whole: true }
  addRoute(app, deps, { ...settingsRoute, method: 'get', summary: 'Read hold-out, budgets and care' }, async (c) =>
    c.json(tellEdition(c, await workspace.settings())),
  )
  const replaceRoute = {
    ...settingsRoute,
    method: 'put',
    summary: 'Replace hold-out, budgets and care; what protects people stays until it is named',
    body: settings,
  } as const
  addRoute(app, deps, replaceRoute, async (c) => {
    const sent = await parseBody(c, settings, 'invalid-settings')
    const body = (await readBody(c)) as Body
    const saved = await deps.store.transaction(async (inner) => {
      const before = await inner.workspace.settings()
      await expectEdition(c, inner, { kind: 'settings', schema: settings, now: before })
      const next = { ...sent, ...unnamed(before, sent, body) }
      const change = { at: deps.clock(), author: c.var.caller.name, kind: 'settings', subject: '', body: next } as const
      await logChange(inner, change, before)
      await inner.workspace.saveSettings(next)
      if (next.zone !== before.zone) await moveDays(inner, deps.clock())
      if (next.revenue.churnRecognised !== before.revenue.churnRecognised) await recogniseAnew(inner, deps.clock())
      return next
    })
    return c.json(tellEdition(c, saved))
  })
  return app
}

/** What protects people does not vanish because a body says nothing of it. */
const PROTECTING = ['identity', 'privacy', 'requireConsent'] as const

type Body = { readonly [name: string]: unknown; readonly identity?: object }

function unnamed(before: Settings, sent: Settings, body: Body): Partial<Settings> {
  const kept = PROTECTING.filter((one) => !Object.hasOwn(body, one)).map((one) => [one, before[one]])
  const { audience } = Object.hasOwn(body.identity ?? {}, 'audience') ? sent.identity : before.identity
  return { identity: { ...sent.identity, audience }, ...(Object.fromEntries(kept) as Partial<Settings>) }
}
