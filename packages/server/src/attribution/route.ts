import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { creditList, toCsv, toRow } from './credit-rows.ts'
import { loadCredits } from './load-credits.ts'

const creditQuery = z.object({ format: z.enum(['json', 'csv']).default('json').describe('`csv` for a spreadsheet') })

/** The rows behind what a campaign is credited with. */
export function createAttributionRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/reports/campaigns/{id}/credits',
      access: 'secret',
      tag: 'Results',
      summary: 'List the growth that a campaign is credited with, and what was reversed and kept of it',
      query: creditQuery,
      answer: creditList,
    },
    async (c) => {
      const id = c.req.param('id') ?? ''
      const { format } = parseQuery(c, creditQuery)
      if (!(await store.campaigns.find(id))) throw new HttpError(404, 'campaign-unknown', `there is no campaign "${id}"`)
      const now = clock()
      const { credits, windowDays } = await loadCredits(store, { campaign: id })
      const rows = credits.filter((one) => one.campaign === id).map((one) => toRow(one, now))
      if (format === 'json') return c.json({ credits: rows, windowDays, asOf: new Date(now).toISOString() })
      const name = `credits-${encodeURIComponent(id)}.csv`
      return c.body(toCsv(rows), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
      })
    },
  )
  return app
}
