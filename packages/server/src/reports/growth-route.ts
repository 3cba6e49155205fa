import { OpenAPIHono } from '@hono/zod-openapi'
import {
  cohortQuery,
  cohortReport as cohortSchema,
  featureAccounts,
  featureAccountsQuery,
  featureQuery,
  featureReport as featureSchema,
  homeAccounts as homeAccountsSchema,
  homeAccountsQuery,
  homeQuery,
  homeReport as homeSchema,
  revenueAccounts as revenueAccountsSchema,
  revenueAccountsQuery,
  revenueQuery,
  revenueReport as revenueSchema,
  surveyQuery,
  surveyReport as surveySchema,
} from '@espalier/core/schema'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { answerReport, mostRows, type Columns, tableQuery } from '../http/table.ts'
import { FEATURE_ACCOUNT_COLUMNS, listFeatureAccounts } from './features/accounts.ts'
import { FEATURE_COLUMNS, linesOf as featureLines } from './features/columns.ts'
import { featureReport } from './features/features.ts'
import { FIGURE_COLUMNS, NOTICED_COLUMNS } from './home/columns.ts'
import { homeAccounts } from './home/accounts.ts'
import { homeReport } from './home/home.ts'
import { revenueAccounts } from './revenue/accounts.ts'
import { cohortReport } from './revenue/cohorts.ts'
import { ACCOUNT_COLUMNS, COHORT_COLUMNS, MONTH_COLUMNS, monthLines } from './revenue/columns.ts'
import { revenueReport } from './revenue/revenue.ts'
import { linesOf as surveyLines, SURVEY_COLUMNS } from './surveys/columns.ts'
import { surveyReport } from './surveys/surveys.ts'

/** A report with its address, and how it looks as a table. */
interface Served<Q extends z.ZodObject, Report extends object, Row> {
  path: string
  summary: string
  query: Q
  answer: z.ZodType<Report>
  /** `most` is how many rows a list has; as many as it says itself where nothing is given. */
  read(query: z.output<Q>, now: number, most?: number): Promise<Report>
  columns: Columns<Row>
  rows(report: Report): readonly Row[]
}

/** How the business of the host grows: money, opinions, use. Each report is there as JSON and as a table. */
export function createGrowthRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  const serve = <Q extends z.ZodObject, Report extends object, Row>(one: Served<Q, Report, Row>): void => {
    const query = z.object({ ...one.query.shape, ...tableQuery.shape })
    const { path, summary, answer } = one
    addRoute(app, deps, { method: 'get', path, access: 'secret', tag: 'Results', summary, query, answer }, async (c: Context<Env>) => {
      const report = await one.read(parseQuery(c, one.query), clock(), mostRows(c))
      return answerReport(c, report, path.split('/').slice(3).join('-'), one.columns, () => one.rows(report))
    })
  }
  serve({
    path: '/v1/reports/home',
    summary: 'Tell where growth stands: the four steps, and every figure of a month with its target',
    query: homeQuery,
    answer: homeSchema,
    read: (query, now) => homeReport(store, query, now),
    columns: FIGURE_COLUMNS,
    rows: ({ figures, month }) => figures.map((one) => ({ ...one, month })),
  })
  serve({
    path: '/v1/reports/home/accounts',
    summary: 'List the accounts behind a step or a figure of Home',
    query: homeAccountsQuery,
    answer: homeAccountsSchema,
    read: (query, now, most) => homeAccounts(store, query, now, most),
    columns: NOTICED_COLUMNS,
    rows: ({ accounts }) => accounts,
  })
  serve({
    path: '/v1/reports/surveys',
    summary: 'Tell what people answered: NPS and CSAT over time and by group',
    query: surveyQuery,
    answer: surveySchema,
    read: (query, now, most) => surveyReport(store, query, now, most),
    columns: SURVEY_COLUMNS,
    rows: surveyLines,
  })
  serve({
    path: '/v1/reports/features',
    summary: 'Tell which features are used by whom, and which locked ones are touched',
    query: featureQuery,
    answer: featureSchema,
    read: (query, now) => featureReport(store, query, now),
    columns: FEATURE_COLUMNS,
    rows: featureLines,
  })
  serve({
    path: '/v1/reports/features/accounts',
    summary: 'List the accounts behind a number of the report of features',
    query: featureAccountsQuery,
    answer: featureAccounts,
    read: (query, now, most) => listFeatureAccounts(store, query, now, most),
    columns: FEATURE_ACCOUNT_COLUMNS,
    rows: ({ accounts }) => accounts,
  })
  serve({
    path: '/v1/reports/revenue',
    summary: 'Tell how recurring revenue moved, month by month: NRR, GRR, churn, ARPA, LTV',
    query: revenueQuery,
    answer: revenueSchema,
    read: (query, now) => revenueReport(store, query, now),
    columns: MONTH_COLUMNS,
    rows: monthLines,
  })
  serve({
    path: '/v1/reports/revenue/accounts',
    summary: 'List what each account paid and how that moved in a month',
    query: revenueAccountsQuery,
    answer: revenueAccountsSchema,
    read: (query, now, most) => revenueAccounts(store, query, now, most),
    columns: ACCOUNT_COLUMNS,
    rows: ({ accounts }) => accounts,
  })
  serve({
    path: '/v1/reports/revenue/cohorts',
    summary: 'Tell what became of accounts by the month in which they began to pay',
    query: cohortQuery,
    answer: cohortSchema,
    read: (query, now) => cohortReport(store, query, now),
    columns: COHORT_COLUMNS,
    rows: ({ cohorts }) => cohorts.flatMap((cohort) => cohort.logo.map((_, age) => ({ cohort, age }))),
  })
  return app
}
