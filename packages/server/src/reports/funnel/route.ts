import { OpenAPIHono } from '@hono/zod-openapi'
import { funnelQuestion, funnelReport as funnelSchema, funnelRows as rowsSchema, funnelRowsQuestion } from '@espalier/core/schema'
import type { Deps } from '../../deps.ts'
import { addRoute } from '../../http/add-route.ts'
import { parseBody } from '../../http/body.ts'
import type { Env } from '../../http/env.ts'
import { answerReport, mostRows, tableQuery } from '../../http/table.ts'
import { funnelReport } from './funnel.ts'
import { FUNNEL_ROW_COLUMNS, funnelRows } from './rows.ts'

/** Funnels over the raw events, asked for as they come to mind. */
export function createFunnelRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  addRoute(
    app,
    deps,
    {
      method: 'post',
      path: '/v1/reports/funnel',
      access: 'secret',
      tag: 'Results',
      summary: 'Count how far accounts or users came through a sequence of events',
      body: funnelQuestion,
      answer: funnelSchema,
    },
    async (c) => c.json(await funnelReport(deps.store, await parseBody(c, funnelQuestion, 'invalid-funnel'), deps.clock())),
  )
  addRoute(
    app,
    deps,
    {
      method: 'post',
      path: '/v1/reports/funnel/rows',
      access: 'secret',
      tag: 'Results',
      summary: 'List the accounts or users behind a number of a funnel: who reached a step, or stopped there, and when',
      query: tableQuery,
      body: funnelRowsQuestion,
      answer: rowsSchema,
    },
    async (c) => {
      const report = await funnelRows(deps.store, await parseBody(c, funnelRowsQuestion, 'invalid-funnel'), deps.clock(), mostRows(c))
      return answerReport(c, report, 'funnel', FUNNEL_ROW_COLUMNS, () => report.rows)
    },
  )
  return app
}
