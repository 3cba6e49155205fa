import { OpenAPIHono } from '@hono/zod-openapi'
import { lead, leadQuery, leadReport, leadWord } from '@espalier/core/schema'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody, parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { answerReport, tableQuery } from '../http/table.ts'
import type { Store } from '../store/store.ts'
import { LEAD_COLUMNS, listLeads } from './list-leads.ts'

/** Accounts that campaigns passed to people, and what people say became of them. */
export function createLeadRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/reports/leads',
      access: 'secret',
      tag: 'Results',
      summary: 'List the accounts that campaigns passed to people, and what became of them',
      query: z.object({ ...leadQuery.shape, ...tableQuery.shape }),
      answer: leadReport,
    },
    async (c) => {
      const report = await listLeads(store, parseQuery(c, leadQuery), clock())
      return answerReport(c, report, 'leads', LEAD_COLUMNS, () => report.leads)
    },
  )
  addRoute(
    app,
    deps,
    {
      method: 'put',
      path: '/v1/leads/{campaign}/{account}',
      access: 'secret',
      tag: 'Results',
      summary: 'Say what became of a lead: taken up, turned down and why, or won',
      body: leadWord,
      answer: lead,
    },
    async (c) => {
      const [campaign, account] = [c.req.param('campaign') ?? '', c.req.param('account') ?? '']
      const { state, reason } = await parseBody(c, leadWord, 'invalid-lead')
      const now = clock()
      const found = await store.transaction(async (inner) => {
        const passing = (await leadOf(inner, campaign, account, now)) !== undefined
        if (!passing) throw new HttpError(404, 'lead-unknown', `the campaign "${campaign}" has not passed "${account}" as a lead`)
        if (state === 'new') await inner.leads.unsay(campaign, account)
        else await inner.leads.say({ campaign, account, said: state, at: now, author: c.var.caller.name, ...(reason && { reason }) })
        return leadOf(inner, campaign, account, now)
      })
      return c.json(found)
    },
  )
  return app
}

async function leadOf(store: Store, campaign: string, account: string, now: number): Promise<z.input<typeof lead> | undefined> {
  return (await listLeads(store, { campaign, account }, now)).leads[0]
}
