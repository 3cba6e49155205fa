import { cors } from 'hono/cors'
import type { MiddlewareHandler } from 'hono'

/** Any page may call what a public key opens: without credentials, with the preflight answer kept for a day. */
export function anyOrigin(): MiddlewareHandler {
  const preflight = cors({
    origin: '*',
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'content-type'],
    maxAge: 86_400,
  })
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return preflight(c, next)
    await next()
    // On the answer itself: headers that are there before it make Hono copy it, body and all.
    c.res.headers.set('access-control-allow-origin', '*')
    c.res.headers.set('access-control-expose-headers', 'retry-after')
  }
}
