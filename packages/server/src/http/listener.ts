import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'

/** How long a connection may take for what it does, milliseconds. */
export interface ConnectionLimits {
  /** Until all headers of a request are there. */
  readonly headers: number
  /** Until all of a request is there; what is sent drop by drop holds a connection and memory for no longer. */
  readonly request: number
  /** Without a request: longer than the minute after which proxies in between give theirs up. */
  readonly idle: number
  /** How often connections are looked at. */
  readonly look: number
}

const LIMITS: ConnectionLimits = { headers: 30_000, request: 60_000, idle: 65_000, look: 5000 }

/** What `fetch` answers, over HTTP. Whoever sends too slowly is answered 408 and closed; an answer may take as long as it likes. */
export function createListener(
  fetch: (request: Request) => Response | Promise<Response>,
  { headers, request, idle, look }: ConnectionLimits = LIMITS,
): Server {
  return createAdaptorServer({
    fetch,
    serverOptions: { headersTimeout: headers, requestTimeout: request, keepAliveTimeout: idle, connectionsCheckingInterval: look },
  }) as Server
}
