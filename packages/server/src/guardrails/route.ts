import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import type { Env } from '../http/env.ts'
import { unknown } from '../http/unknown.ts'
import { guardrailStatus } from './status.ts'

const time = z.iso.datetime()
const side = z.object({ accounts: z.int(), harmed: z.int() })
const reading = z.object({
  metric: z.enum(['churn', 'contraction', 'dismissal', 'detractor']),
  cutoff: z.number(),
  treated: side,
  heldOut: side.nullable(),
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  state: z.enum(['fine', 'wait', 'crossed']),
})

/** Answer of `GET /v1/campaigns/{id}/guardrails`. `since` is null while all accounts count. */
const guardrailAnswer = z.object({
  campaign: z.string(),
  state: z.string(),
  since: time.nullable(),
  readings: z.array(reading),
  pauses: z.array(
    z.object({
      at: time,
      crossed: z.array(reading),
      lifted: z.object({ at: time, author: z.string(), reason: z.string() }).optional(),
    }),
  ),
  asOf: time,
})

/** How much harm a campaign does, and when it was paused for it. */
export function createGuardrailRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/campaigns/{id}/guardrails',
      access: 'secret',
      tag: 'Campaigns',
      summary: 'Read what could pause a campaign, and the pauses so far with their reasons',
      answer: guardrailAnswer,
    },
    async (c) => {
      const id = c.req.param('id') ?? ''
      const found = await store.campaigns.find(id)
      if (!found) throw unknown('campaign', id)
      const iso = (at: number) => new Date(at).toISOString()
      const live = (await store.campaigns.live()).find((one) => one.id === id)
      const status = live && (await guardrailStatus(store, live, await store.changes.list()))
      const pauses = (status?.pauses ?? []).map(({ at, crossed, lifted }) => ({
        at: iso(at),
        crossed,
        ...(lifted && { lifted: { ...lifted, at: iso(lifted.at) } }),
      }))
      return c.json({
        campaign: id,
        state: found.state,
        since: status && status.since > 0 ? iso(status.since) : null,
        readings: status?.readings ?? [],
        pauses,
        asOf: iso(clock()),
      })
    },
  )
  return app
}
