import { OpenAPIHono } from '@hono/zod-openapi'
import { lead, leadPack, leadQuery, leadReport, leadWord, type Lead, type LeadPack, type LeadWord } from '@espalier/core/schema'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody, parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { accountNamed } from '../decisions/rules.ts'
import { HttpError } from '../http/errors.ts'
import { answerReport, mostRows, tableQuery } from '../http/table.ts'
import type { LeadPlan } from '../store/leads.ts'
import type { Store } from '../store/store.ts'
import { leadColumns } from './columns.ts'
import { evidenceOf } from './evidence.ts'
import { listLeads } from './list-leads.ts'
import type { Plan } from './plans.ts'
import { changesOf, timelineOf } from './timeline.ts'

/** Accounts that campaigns passed to people, and what people say became of them. */
export function createLeadRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  const leadNamed = async (c: Context<Env>): Promise<[campaign: string, account: string]> => [
    c.req.param('campaign') ?? '',
    await accountNamed(store, c.req.param('account') ?? ''),
  ]
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
      const { account, ...asked } = parseQuery(c, leadQuery)
      const of = account === undefined ? {} : { account: await accountNamed(store, account) }
      const report = await listLeads(store, { ...asked, ...of }, clock(), mostRows(c))
      const { lang } = parseQuery(c, tableQuery)
      return answerReport(c, report, 'leads', leadColumns(lang), () => report.leads)
    },
  )
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/leads/{campaign}/{account}',
      access: 'secret',
      tag: 'Results',
      summary: 'Read a lead with what was known of the account when it was passed, and what became of it since',
      answer: leadPack,
    },
    async (c) => {
      const [campaign, account] = await leadNamed(c)
      const found = await leadOf(store, campaign, account, clock())
      if (!found) throw unknown(campaign, account)
      const { person, passedAt } = found
      const evidence = await evidenceOf(store, { campaign, account, person, at: Date.parse(passedAt) })
      const { zone } = evidence
      return c.json({ lead: found, evidence, timeline: await timelineOf(store, found, zone) } satisfies LeadPack)
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
      summary: 'Say what became of a lead: taken up, turned down and why, or won; and who has to do what next by when',
      body: leadWord,
      answer: lead,
    },
    async (c) => {
      const [campaign, account] = await leadNamed(c)
      const { state, reason, ...planned } = await parseBody(c, leadWord, 'invalid-lead')
      const now = clock()
      const author = c.var.caller.name
      const found = await store.transaction(async (inner) => {
        const before = await leadOf(inner, campaign, account, now)
        if (!before) throw unknown(campaign, account)
        if (state === 'new') await inner.leads.unsay(campaign, account)
        else if (state) await inner.leads.say({ campaign, account, said: state, at: now, author, ...(reason && { reason }) })
        if (Object.keys(planned).length > 0) await inner.leads.plan({ campaign, account, ...changedPlan(before, planned), at: now, author })
        const after = await leadOf(inner, campaign, account, now)
        if (after) await inner.leads.note({ campaign, account, at: now, author, changes: changesOf(before, after) })
        return after
      })
      return c.json(found)
    },
  )
  return app
}

function unknown(campaign: string, account: string): HttpError {
  return new HttpError(404, 'lead-unknown', `the campaign "${campaign}" has not passed "${account}" as a lead`)
}

/** What stands after a change; what it does not name stays. */
function changedPlan(before: Plan, change: Omit<LeadWord, 'state' | 'reason'>): Pick<LeadPlan, keyof Plan> {
  const { side = before.side, cs, sales, dueOn, nextStep } = { ...before, ...change }
  return { side, ...(cs && { cs }), ...(sales && { sales }), ...(dueOn && { dueOn }), ...(nextStep && { nextStep }) }
}

async function leadOf(store: Store, campaign: string, account: string, now: number): Promise<Lead | undefined> {
  return (await listLeads(store, { campaign, account }, now)).leads[0]
}
