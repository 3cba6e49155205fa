import type { Campaign } from '@espalier/core/schema'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../../deps.ts'
import { inputOf } from '../input.ts'
import { addRoute } from '../../http/add-route.ts'
import { parseBody } from '../../http/body.ts'
import type { Env } from '../../http/env.ts'
import type { Store } from '../../store/store.ts'
import { loadCrowd } from '../crowd.ts'
import { meantBy } from '../meant-by.ts'
import { loadRules } from '../rules.ts'
import { withDraft } from '../with-draft.ts'
import { createForecaster } from './forecast.ts'
import { conflictsAnswer, conflictsRequest, type ConflictsAnswer } from './shapes.ts'

/** Beyond so many people a share of the accounts is looked at. */
const MOST = 5000

/** Forecasts whom a draft would meet. */
export function createConflictRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  addRoute(
    app,
    deps,
    {
      method: 'post',
      path: '/v1/decisions/conflicts',
      access: 'secret',
      tag: 'Decisions',
      summary: 'Forecast which running campaigns a draft would meet',
      body: conflictsRequest,
      answer: conflictsAnswer,
    },
    async (c) => {
      const { campaign } = await parseBody(c, conflictsRequest, 'invalid-conflicts')
      return c.json(await forecastConflicts(deps.store, await meantBy(deps.store, campaign), deps.clock()))
    },
  )
  return app
}

async function forecastConflicts(store: Store, draft: Campaign, now: number): Promise<ConflictsAnswer> {
  const known = await loadRules(store)
  const version = (known.campaigns.find(({ id }) => id === draft.id)?.version ?? 0) + 1
  const rules = withDraft(known, { id: draft.id, version, definition: draft, publishedAt: now, publishedBy: '' })
  const own = rules.campaigns.find(({ id }) => id === draft.id)
  if (!own) throw new Error('the draft is missing')
  const crowd = await loadCrowd(store, rules, now, MOST)
  const forecaster = createForecaster(own, rules.running)
  for await (const page of crowd.pages()) for (const subject of page) forecaster.add(inputOf(subject, rules, now))
  return forecaster.forecast()
}
