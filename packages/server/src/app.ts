import { OpenAPIHono } from '@hono/zod-openapi'
import { getPath } from 'hono/utils/url'
import { createAttributionRoutes } from './attribution/route.ts'
import { createAuthRoutes } from './auth/route.ts'
import { createBillingRoutes } from './billing/route.ts'
import { createBootRoutes } from './boot/route.ts'
import { createCampaignRoutes } from './campaigns/route.ts'
import { createCatalogRoutes } from './catalog/route.ts'
import { createCheckRoutes } from './check/route.ts'
import { createConversionRoutes } from './conversions/route.ts'
import { createAudienceRoutes } from './decisions/audience/route.ts'
import { createBacktestRoutes } from './decisions/backtest/route.ts'
import { createConflictRoutes } from './decisions/conflicts/route.ts'
import { createDemoRoutes } from './demo/route.ts'
import { createDebugRoutes } from './decisions/debug/route.ts'
import { createDefinitionRoutes } from './definitions/route.ts'
import { createExplainRoutes } from './decisions/explain/route.ts'
import type { Deps } from './deps.ts'
import type { Env } from './http/env.ts'
import { HttpError, answerError } from './http/errors.ts'
import { createOperationRoutes } from './http/operation-route.ts'
import { createPageRoutes } from './http/page-route.ts'
import { createReferenceRoutes } from './http/reference-route.ts'
import { watchRequests } from './http/watch-requests.ts'
import { createGuardrailRoutes } from './guardrails/route.ts'
import { createHookRoutes } from './hooks/route.ts'
import { createIdentityRoutes } from './identity/key-route.ts'
import { createIngestRoutes } from './ingest/route.ts'
import { createPeopleRoutes } from './people/route.ts'
import { createMergingRoutes } from './merging/route.ts'
import { createPrivacyRoutes } from './privacy/route.ts'
import { createFunnelRoutes } from './reports/funnel/route.ts'
import { createGrowthRoutes } from './reports/growth-route.ts'
import { createReportRoutes } from './reports/route.ts'
import { createChangeRoutes } from './changes/route.ts'
import { createLeadRoutes } from './leads/route.ts'
import { readAddress } from './script/address.ts'
import { createScriptRoutes } from './script/route.ts'

/** What answers under `/v1`, each from its own folder. They do not know each other. */
const CAPABILITIES: readonly ((deps: Deps) => OpenAPIHono<Env>)[] = [
  createIngestRoutes,
  createBootRoutes,
  createPeopleRoutes,
  createMergingRoutes,
  createPrivacyRoutes,
  createCampaignRoutes,
  createGuardrailRoutes,
  createConversionRoutes,
  createReportRoutes,
  createGrowthRoutes,
  createFunnelRoutes,
  createAttributionRoutes,
  createLeadRoutes,
  createChangeRoutes,
  createExplainRoutes,
  createDebugRoutes,
  createAudienceRoutes,
  createConflictRoutes,
  createBacktestRoutes,
  createBillingRoutes,
  createCatalogRoutes,
  createDefinitionRoutes,
  createIdentityRoutes,
  createCheckRoutes,
  createHookRoutes,
  createAuthRoutes,
  createScriptRoutes,
]

/** The whole server as one function from request to answer. */
export function createApp(deps: Deps): OpenAPIHono<Env> {
  const { script } = deps.config
  const addressed = script === undefined ? undefined : readAddress(script)
  const app = new OpenAPIHono<Env>(addressed && { getPath: (request) => addressed(getPath(request)) })
  app.use(watchRequests(deps))
  app.onError((error, c) => answerError(error, c, deps))
  app.notFound((c) => answerError(new HttpError(404, 'not-found', `there is nothing at ${c.req.path}`), c, deps))
  for (const create of CAPABILITIES) app.route('/', create(deps))
  if (deps.mode === 'demo') app.route('/', createDemoRoutes(deps))
  app.route('/', createOperationRoutes(deps))
  app.route('/', createReferenceRoutes(app))
  app.route('/', createPageRoutes(deps))
  return app
}
