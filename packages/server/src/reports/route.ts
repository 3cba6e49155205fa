import { OpenAPIHono } from '@hono/zod-openapi'
import { campaignReport as reportSchema, samplePlan, sampleQuestion } from '@espalier/core/schema'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { answerReport, mostRows, tableQuery } from '../http/table.ts'
import { unknown } from '../http/unknown.ts'
import {
  CAMPAIGN_ACCOUNT_COLUMNS,
  campaignAccountLines,
  campaignAccounts,
  campaignAccountsQuery,
  listCampaignAccounts,
} from './campaign-accounts.ts'
import { campaignReport } from './campaign-report.ts'
import { REPORT_COLUMNS, reportLines } from './columns.ts'
import { withReturn } from './cost-return.ts'
import { HELD_BACK_COLUMNS, heldBack, heldBackQuery, heldBackReport } from './held-back/held-back.ts'
import { listSpared, SPARED_COLUMNS, sparedLines, sparedQuery, sparedReport } from './held-back/spared.ts'
import { identityByDay, identityQuery, identityReport } from './identity.ts'
import { losses, lossQuery, lossReport } from './losses.ts'
import { planFor } from './sample-plan.ts'

/** What campaigns caused. */
export function createReportRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/reports/campaigns/{id}',
      access: 'secret',
      tag: 'Results',
      summary: 'Compare the arms of a campaign with its hold-out',
      query: tableQuery,
      answer: reportSchema,
    },
    async (c) => {
      const id = c.req.param('id') ?? ''
      const report = await campaignReport(deps.store, id, deps.clock())
      if (!report) throw unknown('campaign', id)
      const whole = await withReturn(deps.store, report, deps.clock())
      return answerReport(c, whole, `campaign-${id}`, REPORT_COLUMNS, () => reportLines(whole))
    },
  )
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/reports/campaigns/{id}/accounts',
      access: 'secret',
      tag: 'Results',
      summary: 'List the accounts behind a number of a campaign, by arm and by how far they came',
      query: z.object({ ...campaignAccountsQuery.shape, ...tableQuery.shape }),
      answer: campaignAccounts,
    },
    async (c) => {
      const id = c.req.param('id') ?? ''
      const answer = await listCampaignAccounts(deps.store, id, parseQuery(c, campaignAccountsQuery), deps.clock(), mostRows(c))
      return answerReport(c, answer, `campaign-${encodeURIComponent(id)}-accounts`, CAMPAIGN_ACCOUNT_COLUMNS, () =>
        campaignAccountLines(answer),
      )
    },
  )
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/reports/plan',
      access: 'secret',
      tag: 'Results',
      summary: 'Tell how many accounts a campaign needs to prove a difference, and how long that takes',
      query: sampleQuestion,
      answer: samplePlan,
    },
    async (c) => c.json(await planFor(parseQuery(c, sampleQuestion), (await deps.store.workspace.settings()).analysis.accounts)),
  )
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/reports/held-back',
      access: 'secret',
      tag: 'Results',
      summary: 'Count how often each gate left somebody in peace, by campaign and day',
      query: z.object({ ...heldBackQuery.shape, ...tableQuery.shape }),
      answer: heldBackReport,
    },
    async (c) => {
      const report = await heldBack(deps.store, parseQuery(c, heldBackQuery), deps.clock())
      return answerReport(c, report, 'held-back', HELD_BACK_COLUMNS, () => report.days)
    },
  )
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/reports/held-back/accounts',
      access: 'secret',
      tag: 'Results',
      summary: 'List the accounts that were left in peace, how often and why',
      query: z.object({ ...sparedQuery.shape, ...tableQuery.shape }),
      answer: sparedReport,
    },
    async (c) => {
      const report = await listSpared(deps.store, parseQuery(c, sparedQuery), deps.clock(), mostRows(c))
      return answerReport(c, report, 'held-back-accounts', SPARED_COLUMNS, () => sparedLines(report))
    },
  )
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/reports/identity',
      access: 'secret',
      tag: 'Results',
      summary: 'Count how much of what browsers say about people is signed, by day',
      query: identityQuery,
      answer: identityReport,
    },
    async (c) => {
      await deps.identity.tally.settled()
      return c.json(await identityByDay(deps.store, parseQuery(c, identityQuery), deps.clock()))
    },
  )
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/reports/losses',
      access: 'secret',
      tag: 'Results',
      summary: 'Count the events that pages had to give up, by reason and day, and those that this server refused',
      query: lossQuery,
      answer: lossReport,
    },
    async (c) => c.json(await losses(deps, parseQuery(c, lossQuery), deps.clock())),
  )
  return app
}
