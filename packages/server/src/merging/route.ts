import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { loadRules } from '../decisions/rules.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody, parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { partOf, mergeable, mergeAccount } from './merge-account.ts'
import { previewMerge } from './preview.ts'
import { mergeAnswer, mergeInto, mergePreview } from './shapes.ts'

/** Two accounts of the host turn out to be one customer. */
export function createMergingRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { bootLog, clock, store } = deps
  const common = { path: '/v1/accounts/{id}/merge', access: 'secret', tag: 'People' } as const
  const looking = {
    ...common,
    method: 'get',
    summary: 'Say what would move if an account became part of another',
    query: mergeInto,
    answer: mergePreview,
  } as const
  addRoute(app, deps, looking, async (c) => {
    const asked = { account: c.req.param('id') ?? '', into: parseQuery(c, mergeInto).into }
    const known = await mergeable(store, asked, await loadRules(store))
    if (known) throw partOf(asked.account, known.into)
    return c.json(await previewMerge(store, asked))
  })
  const merging = {
    ...common,
    method: 'post',
    summary: 'Make an account part of another, for good',
    body: mergeInto,
    answer: mergeAnswer,
  } as const
  addRoute(app, deps, merging, async (c) => {
    const { into } = await parseBody(c, mergeInto, 'invalid-account')
    // What pages were answered before is kept as it was.
    await bootLog.settled()
    const done = await mergeAccount(store, { account: c.req.param('id') ?? '', into }, { at: clock(), author: c.var.caller.name })
    return c.json({ account: done.account, into: done.into, at: new Date(done.at).toISOString() })
  })
  return app
}
