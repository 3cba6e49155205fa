import { definitions, keptDefinitions } from '@espalier/core/schema'
import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { expectEdition, tellEdition } from '../changes/edition.ts'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { saveDefinitions } from './save-definitions.ts'

const countingAnswer = z.object({
  counting: z.array(z.object({ id: z.string(), progress: z.number().describe('0 to 1') })).describe('In the order of the definitions'),
})

/** Segments and custom events: what all rules of a workspace may use by name. */
export function createDefinitionRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock, counting: job } = deps
  const { workspace, events } = store
  const common = { access: 'secret', tag: 'Workspace' } as const
  const route = { ...common, path: '/v1/definitions', answer: definitions, whole: true } as const
  addRoute(app, deps, { ...route, method: 'get', summary: 'Read segments and custom events' }, async (c) =>
    c.json(tellEdition(c, (await workspace.counting())?.wanted ?? (await workspace.definitions()))),
  )
  addRoute(app, deps, { ...route, method: 'put', summary: 'Replace segments and custom events', body: definitions }, async (c) => {
    const next = await parseBody(c, definitions, 'invalid-definitions')
    const left = await saveDefinitions(store, next, c.var.caller.name, clock(), {
      expect: (inner, now, author) => expectEdition(c, inner, { kind: 'definitions', schema: keptDefinitions, now, author }),
    })
    if (left) void job.run()
    return c.json(tellEdition(c, next))
  })
  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'get',
      path: '/v1/definitions/counting',
      summary: 'Say how far custom events are counted over the past',
      answer: countingAnswer,
    },
    async (c) => {
      const found = await workspace.counting()
      // The server that counted may be gone.
      if (found) void job.run()
      const last = found ? await events.last() : 0
      return c.json({ counting: (found?.events ?? []).map(({ id, after }) => ({ id, progress: Math.min(1, after / Math.max(1, last)) })) })
    },
  )
  return app
}
