import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { conversionList, conversionResults, describedConversions, recordConversions } from './conversion-list.ts'
import { describedExposures, exposureList, exposureResults, importExposures } from './exposure-list.ts'

/** What other systems tell: who was in which arm, and who converted. A result an item; 200 once the list is readable. */
export function createConversionRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  const common = { method: 'post', access: 'secret', tag: 'Results' } as const
  addRoute(
    app,
    deps,
    {
      ...common,
      path: '/v1/conversions',
      summary: 'Record conversions, each id once',
      body: describedConversions,
      answer: conversionResults,
    },
    async (c) => {
      const { conversions } = await parseBody(c, conversionList, 'invalid-conversions')
      return c.json({ results: await store.transaction((inner) => recordConversions(inner, conversions, clock())) })
    },
  )
  addRoute(
    app,
    deps,
    {
      ...common,
      path: '/v1/exposures',
      summary: 'Import arms of an experiment that runs elsewhere',
      body: describedExposures,
      answer: exposureResults,
    },
    async (c) => {
      const { exposures } = await parseBody(c, exposureList, 'invalid-exposures')
      return c.json({ results: await store.transaction((inner) => importExposures(inner, exposures, clock())) })
    },
  )
  return app
}
