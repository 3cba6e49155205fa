import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from './add-route.ts'
import type { Env } from './env.ts'
import { VERSION } from './version.ts'

const health = z.object({
  status: z.enum(['ok', 'failing']),
  version: z.string(),
  mode: z.enum(['demo', 'live']),
  /** Seconds since the start. */
  uptime: z.number(),
  database: z.object({
    engine: z.string(),
    ms: z.number().optional(),
    /** What keeps it from taking anything, as the errors of other routes call it. */
    fault: z.string().optional(),
  }),
})

/** What the operator's tools ask for: is it well, and what does it count. */
export function createOperationRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const started = deps.clock()
  addRoute(
    app,
    deps,
    { method: 'get', path: '/health', access: 'none', tag: 'Operation', summary: 'Say whether the server is well', answer: health },
    async (c) => {
      const common = { version: VERSION, mode: deps.mode, uptime: Math.round((deps.clock() - started) / 1000) }
      const { engine } = deps.store.database
      c.header('cache-control', 'no-store')
      try {
        const ms = await deps.store.ping()
        const fault = await deps.trouble.standing()
        if (!fault) return c.json({ status: 'ok', ...common, database: { engine, ms } })
        return c.json({ status: 'failing', ...common, database: { engine, ms, fault: fault.code } }, 503)
      } catch (error) {
        const fault = deps.trouble.note(error)
        if (!fault) deps.log.error({ err: error }, 'database does not answer')
        return c.json({ status: 'failing', ...common, database: { engine, ...(fault && { fault: fault.code }) } }, 503)
      }
    },
  )
  addRoute(
    app,
    deps,
    { method: 'get', path: '/metrics', access: 'none', tag: 'Operation', summary: 'Read the counters in Prometheus text format' },
    async (c) => {
      const { registry } = deps.metrics
      return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType })
    },
  )
  return app
}
