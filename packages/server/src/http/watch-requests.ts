import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Deps } from '../deps.ts'
import type { Env } from './env.ts'
import { guardAnswer } from './page-headers.ts'

/** Counts and times every request and writes one line about it; never its key, traits or body. */
export function watchRequests({ metrics, log, config }: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    const started = performance.now()
    await next()
    // On the answer itself: `c.header` would copy it, body and all.
    guardAnswer(c.res.headers, config.publicUrl)
    const { method } = c.req
    const route = routePath(c, -1)
    const seconds = (performance.now() - started) / 1000
    metrics.requests.inc({ method, route, status: c.res.status })
    metrics.duration.observe({ method, route }, seconds)
    log.debug({ method, route, status: c.res.status, ms: Math.round(seconds * 1e5) / 100 }, 'request')
  }
}
