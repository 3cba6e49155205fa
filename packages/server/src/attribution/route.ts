import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import type { Env } from '../http/env.ts'
import { unknown } from '../http/unknown.ts'
import { answerReport, tableQuery } from '../http/table.ts'
import { CREDIT_COLUMNS, creditList, toRow } from './credit-rows.ts'
import { creditsNaming } from '../results/credits.ts'
import { resultsOf } from '../results/memory.ts'

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
      query: tableQuery,
      answer: creditList,
    },
    async (c) => {
      const id = c.req.param('id') ?? ''
      if (!(await store.campaigns.find(id))) throw unknown('campaign', id)
      const now = clock()
      const { windowDays } = (await store.workspace.settings()).attribution
      const rows = creditsNaming(await resultsOf(store), id).map((one) => toRow(one, now))
      const answer = { credits: rows, windowDays, asOf: new Date(now).toISOString() }
      return answerReport(c, answer, `credits-${encodeURIComponent(id)}`, CREDIT_COLUMNS, () => rows)
    },
  )
  return app
}
