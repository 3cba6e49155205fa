import { dayOf, zonedTime } from '@espalier/core'
import { bootRequest } from '@espalier/core/schema'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { loadRules } from '../decisions/rules.ts'
import { loadSubject } from '../decisions/subject.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { noteBoot } from '../ingest/note-event.ts'
import { admitPage } from './admit-page.ts'
import { bootAnswer } from './answer.ts'
import { bootText } from './boot-text.ts'
import { bootOf } from './boot.ts'
import { createOnceADay } from './once-a-day.ts'
import { unprovenBoot } from './unproven.ts'

/** Answers a page's one question of a visit. */
export function createBootRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock, metrics, bootLog } = deps
  const isNew = createOnceADay()
  addRoute(
    app,
    deps,
    {
      method: 'post',
      path: '/v1/boot',
      access: 'public',
      tag: 'Pages',
      summary: 'Ask what can be shown to a person',
      body: bootRequest,
      answer: bootAnswer,
    },
    async (c) => {
      const request = await parseBody(c, bootRequest, 'invalid-boot')
      const now = clock()
      const rules = await loadRules(store)
      c.header('cache-control', 'no-store')
      c.header('content-type', 'application/json')
      const admitted = await admitPage(deps, request, rules, now)
      if ('error' in admitted) return c.body(bootText(unprovenBoot(admitted.error, rules.settings, now)))
      const subject = await loadSubject(store, admitted.name, rules, now)
      const { boot, spared } = bootOf(subject, rules, now)
      const day = dayOf(zonedTime(now, rules.settings.zone).wall)
      const fresh = spared.filter(({ campaign, account }) => isNew(JSON.stringify([campaign, account]), day))
      if (fresh.length > 0) {
        // Another server, or this one before it was started, may have counted them today.
        await store.transaction(({ exposures }) => exposures.heldBackOnce(fresh.map((one) => ({ ...one, gate: 'care', day }))))
      }
      const { zone } = request
      bootLog.add(noteBoot(subject, { ...(zone !== undefined && { zone }) }, now))
      metrics.boots.inc()
      return c.body(bootText(boot, request.edition))
    },
  )
  return app
}
