import { expandSegments } from '@espalier/core'
import type { Condition } from '@espalier/core/schema'
import { describeReason } from '@espalier/core/words'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { addRoute } from '../../http/add-route.ts'
import { parseBody } from '../../http/body.ts'
import type { Env } from '../../http/env.ts'
import type { Store } from '../../store/store.ts'
import { loadCrowd } from '../crowd.ts'
import { factsOf } from '../facts.ts'
import { meantBy } from '../meant-by.ts'
import { namesOf } from '../names.ts'
import { readsOf } from '../reads.ts'
import { loadRules } from '../rules.ts'
import { clausesOf, pathsIn } from './clause.ts'
import { createEstimator } from './estimate.ts'
import { audienceAnswer, audienceRequest, type AudienceAnswer } from './shapes.ts'

/** Beyond so many people a share of the accounts is looked at. */
const MOST = 20_000

/** Estimates who matches an audience now. */
export function createAudienceRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  addRoute(
    app,
    deps,
    {
      method: 'post',
      path: '/v1/decisions/audience',
      access: 'secret',
      tag: 'Decisions',
      summary: 'Estimate who matches an audience now, and who nearly does',
      body: audienceRequest,
      answer: audienceAnswer,
    },
    async (c) => {
      const { audience, campaign, limit } = await parseBody(c, audienceRequest, 'invalid-audience')
      const asked = audience ?? (campaign === undefined ? {} : (await meantBy(deps.store, campaign)).audience)
      return c.json(await estimateAudience(deps.store, asked, limit, deps.clock()))
    },
  )
  return app
}

async function estimateAudience(store: Store, audience: Condition, limit: number, now: number): Promise<AudienceAnswer> {
  const rules = await loadRules(store)
  const expand = (one: Condition) => expandSegments(one, rules.definitions.segments)
  const clauses = clausesOf(audience, expand)
  const asking = { ...rules, reads: readsOf(pathsIn(audience, expand), rules) }
  const crowd = await loadCrowd(store, asking, now, MOST)
  const estimator = createEstimator(clauses, limit)
  for await (const page of crowd.pages()) {
    for (const subject of page) estimator.add({ user: subject.id, account: subject.accountId, facts: factsOf(subject, asking, now) })
  }
  const { matching, total, byClause, nearest, sample } = estimator.estimate()
  const names = namesOf(rules)
  // What was found in a part of the accounts stands for all of them.
  const scaled = (count: number, whole: number, part: number) => (part === 0 ? 0 : Math.round((count * whole) / part))
  const people = (count: number) => scaled(count, crowd.total.people, total.people)
  return {
    total: crowd.total,
    matching: { people: people(matching.people), accounts: scaled(matching.accounts, crowd.total.accounts, total.accounts) },
    share: crowd.share,
    sample,
    nearest: nearest.map(({ lacking, ...one }) => ({
      ...one,
      lacking: lacking.map((reason) => ({ ...reason, words: describeReason(reason, names) })),
    })),
    byClause: byClause.map((one) => ({ ...one, passing: people(one.passing), open: people(one.open) })),
  }
}
