import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody, readBytes } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { applyEvent } from './apply-event.ts'
import { addEventsRoute } from './events-route.ts'
import { addImportRoute } from './import-route.ts'
import { noteApplied, noteRate, noteRefused } from './note-faults.ts'
import { addRateRoutes } from './rates-route.ts'
import { keepRefusal } from './keep-refusal.ts'
import { readStripeEvent } from './stripe.ts'
import { describedSubscriptions, subscriptionList, subscriptionResults, takeSubscriptions } from './subscription-list.ts'

const answer = z.object({
  received: z.literal(true),
  status: z.enum(['applied', 'recorded', 'stale', 'parked', 'ignored', 'duplicate', 'erased']),
})

/** The webhook that Stripe calls, and how other billing systems tell the same. */
export function createBillingRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock, config, mode } = deps
  const definition = {
    method: 'post',
    path: '/v1/stripe',
    access: 'none',
    tag: 'Billing',
    summary: 'Receive an event of Stripe',
    answer,
  } as const
  addRoute(app, deps, definition, async (c) => {
    if (!config.stripeSecret) {
      throw new HttpError(404, 'stripe-not-configured', 'this server has no secret for events of Stripe', {
        expected: 'STRIPE_WEBHOOK_SECRET',
      })
    }
    const body = await readBytes(c)
    const secret = config.stripeSecret
    const take = async () => {
      const event = await readStripeEvent(body, c.req.header('stripe-signature'), secret, clock())
      return { event, status: await applyEvent(store, event, new TextDecoder().decode(body), mode === 'live', clock()) }
    }
    const { event, status } = await take().catch(async (error: unknown) => {
      noteRefused(deps.faults, error)
      await keepRefusal(deps, body, error)
      throw error
    })
    await noteApplied(deps.faults, store, event, status, clock())
    deps.guardrails.soon()
    return c.json({ received: true as const, status })
  })
  addRoute(
    app,
    deps,
    {
      method: 'post',
      path: '/v1/subscriptions',
      access: 'secret',
      tag: 'Billing',
      summary: 'Tell how subscriptions of any billing system stand, from a time on',
      body: describedSubscriptions,
      answer: subscriptionResults,
    },
    async (c) => {
      const { subscriptions } = await parseBody(c, subscriptionList, 'invalid-subscriptions')
      const results = await store.transaction((inner) => takeSubscriptions(inner, subscriptions, clock()))
      for (const { id, status } of results) {
        const state = status === 'applied' && id !== undefined ? await store.billing.subscription(id) : undefined
        if (state) await noteRate(deps.faults, store, state, clock())
      }
      deps.guardrails.soon()
      return c.json({ results })
    },
  )
  addEventsRoute(app, deps)
  addImportRoute(app, deps)
  addRateRoutes(app, deps)
  return app
}
