import type { OpenAPIHono } from '@hono/zod-openapi'
import { currency } from '@espalier/core/schema'
import { z } from 'zod'
import { logChange } from '../changes/log-change.ts'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseBody, parseQuery } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import type { Store } from '../store/store.ts'
import { RATE_DECIMALS } from './exchange.ts'

const DAY_MS = 86_400_000
/** Rates that one request may tell. */
const MOST = 5000

const day = z.iso.date('expected a day such as 2026-11-22')
const rate = z
  .string(`expected a decimal as text, such as "162.35"`)
  .regex(
    new RegExp(`^\\d{1,12}(\\.\\d{1,${RATE_DECIMALS}})?$`),
    `expected a decimal such as "162.35", with at most ${RATE_DECIMALS} decimals`,
  )
  .refine((text) => /[1-9]/.test(text), 'expected a rate above 0')
const to = currency.optional().describe('What the rates lead to; by default the currency that reports are in')

const ratesQuery = z.object({ to })
/** What one unit of `currency` was worth on a day; null takes the day away. */
const ratesChange = z.strictObject({
  to,
  rates: z.array(z.strictObject({ currency, day, rate: rate.nullable() })).max(MOST, `expected at most ${MOST} rates`),
})
const rateList = z.object({ to: currency, rates: z.array(z.object({ currency, day, rate: z.string() })) })

/** The table of exchange rates that reports in one currency are made with. */
export function addRateRoutes(app: OpenAPIHono<Env>, deps: Deps): void {
  const { store, clock } = deps
  const common = { path: '/v1/rates', access: 'secret', tag: 'Billing', answer: rateList } as const
  const readRoute = { ...common, method: 'get', summary: 'Read what currencies were worth, by day', query: ratesQuery } as const
  addRoute(app, deps, readRoute, async (c) => c.json(await listed(store, parseQuery(c, ratesQuery).to)))
  const saveRoute = {
    ...common,
    method: 'put',
    summary: 'Tell what currencies were worth on some days; the others stay',
    body: ratesChange,
  } as const
  addRoute(app, deps, saveRoute, async (c) => {
    const change = await parseBody(c, ratesChange, 'invalid-rates')
    return c.json(
      await store.transaction(async (inner) => {
        const target = change.to ?? (await usualOf(inner))
        const same = change.rates.findIndex((one) => one.currency === target)
        if (same >= 0) {
          throw new HttpError(400, 'invalid-rates', `rates[${same}].currency is what the rates lead to`, {
            field: `rates[${same}].currency`,
            expected: `another currency than ${target}`,
          })
        }
        await inner.billing.saveRates(
          target,
          change.rates.map((one) => ({ ...one, day: Date.parse(one.day) / DAY_MS })),
        )
        const { rates } = change
        if (rates.length > 0) {
          await logChange(inner, { at: clock(), author: c.var.caller.name, kind: 'rates', subject: target, body: { rates } }, undefined)
        }
        return listed(inner, target)
      }),
    )
  })
}

async function usualOf(store: Store): Promise<string> {
  const { revenue, currency: own } = await store.workspace.settings()
  return revenue.currency ?? own
}

async function listed(store: Store, asked: string | undefined): Promise<z.output<typeof rateList>> {
  const target = asked ?? (await usualOf(store))
  const rates = await store.billing.ratesTo(target)
  return { to: target, rates: rates.map((one) => ({ ...one, day: new Date(one.day * DAY_MS).toISOString().slice(0, 10) })) }
}
