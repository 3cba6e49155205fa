import { cors } from 'hono/cors'
import type { MiddlewareHandler } from 'hono'

/** Any page may call what a public key opens: without credentials, with the preflight answer kept for a day. */
export function anyOrigin(): MiddlewareHandler {
  return cors({
    origin: '*',
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'content-type'],
    exposeHeaders: ['retry-after'],
    maxAge: 86_400,
  })
}
