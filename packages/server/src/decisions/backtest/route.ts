import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { addRoute } from '../../http/add-route.ts'
import { parseBody, parseQuery } from '../../http/body.ts'
import type { Env } from '../../http/env.ts'
import { HttpError } from '../../http/errors.ts'
import type { BacktestRecord } from '../../store/backtests.ts'
import { meantBy } from '../meant-by.ts'
import type { BacktestTask } from './job.ts'
import { createBacktestJobs } from './jobs.ts'
import { backtestAnswer, backtestList, backtestQuery, backtestRequest, type BacktestAnswer } from './shapes.ts'

/** Replays drafts over the past. */
export function createBacktestRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const jobs = createBacktestJobs(deps)
  const common = { access: 'secret', tag: 'Decisions' } as const
  const path = '/v1/decisions/backtest'
  const unknown = (id: string) => new HttpError(404, 'backtest-unknown', `there is no backtest "${id}"`)

  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'post',
      path,
      summary: 'Replay a draft over the last days',
      body: backtestRequest,
      answer: backtestAnswer,
    },
    async (c) => {
      const { campaign, days } = await parseBody(c, backtestRequest, 'invalid-backtest')
      return c.json(present(await jobs.start(await meantBy(deps.store, campaign), days)))
    },
  )
  addRoute(
    app,
    deps,
    { ...common, method: 'get', path, summary: 'List the last replays', query: backtestQuery, answer: backtestList },
    async (c) => {
      const { campaign, limit } = parseQuery(c, backtestQuery)
      return c.json({ backtests: (await jobs.list(limit, campaign)).map(present) })
    },
  )
  addRoute(
    app,
    deps,
    {
      ...common,
      method: 'get',
      path: `${path}/{id}`,
      summary: 'Say how far a replay is, and what came of it',
      answer: backtestAnswer,
    },
    async (c) => {
      const id = c.req.param('id') ?? ''
      const found = await jobs.find(id)
      if (!found) throw unknown(id)
      return c.json(present(found))
    },
  )
  addRoute(
    app,
    deps,
    { ...common, method: 'delete', path: `${path}/{id}`, summary: 'Cancel a replay', answer: backtestAnswer },
    async (c) => {
      const id = c.req.param('id') ?? ''
      const ended = await jobs.cancel(id)
      if (!ended) throw unknown(id)
      return c.json(present(ended))
    },
  )
  return app
}

function present({ id, campaign, status, progress, createdAt, finishedAt, request, result }: BacktestRecord): BacktestAnswer {
  const { days } = JSON.parse(request) as BacktestTask
  return {
    id,
    campaign,
    days,
    status,
    progress,
    startedAt: new Date(createdAt).toISOString(),
    ...(finishedAt !== undefined && { finishedAt: new Date(finishedAt).toISOString() }),
    ...(result !== undefined && (JSON.parse(result) as Pick<BacktestAnswer, 'result' | 'error'>)),
  }
}
