import type { OpenAPIHono } from '@hono/zod-openapi'
import { billingEventQuery, billingEventReport } from '@espalier/core/schema'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { listEvents } from './list-events.ts'

/** What became of all that billing systems sent. */
export function addEventsRoute(app: OpenAPIHono<Env>, deps: Deps): void {
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/billing/events',
      access: 'secret',
      tag: 'Billing',
      summary: 'List what became of billing events, with the reason of each that was not applied',
      query: billingEventQuery,
      answer: billingEventReport,
    },
    async (c) => {
      const query = parseQuery(c, billingEventQuery)
      await deps.unsigned.settled()
      return c.json(await listEvents(deps.store, query, deps.clock()))
    },
  )
}
