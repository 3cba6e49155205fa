import { OpenAPIHono } from '@hono/zod-openapi'
import type { Catalog } from '@espalier/core/schema'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { parseBody } from '../http/body.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { sameOrigin } from '../http/same-origin.ts'
import { currentAccounts, nextRound, ownerOf } from './demo-accounts.ts'
import type { DemoAccount } from './demo-accounts.ts'
import { readDemoFiles } from './demo-files.ts'
import { createDemoServer } from './demo-server.ts'
import { stableUuid } from './dice.ts'
import { createExportDesk } from './export-desk.ts'
import { worksInJapanese } from './japanese.ts'
import { openAccount } from './open-account.ts'
import { ownAddress } from './own-address.ts'
import { replacePlan } from './replace-plan.ts'
import { OPENED, SEEDED } from './seeded.ts'

type Plan = Catalog['plans'][number]

const checkout = z.strictObject({ account: z.string().min(1).max(256), plan: z.string().min(1).max(64) })
const exporting = z.strictObject({ account: z.string().min(1).max(256), report: z.string().min(1).max(64) })
const OWNER = { en: 'Owner', ja: 'オーナー' }

/**
 * The demo product's own backend, `/demo/api/*`: what it knows of its accounts, exports with their limit, a test checkout,
 * and starting over. It knows Espalier only as a customer does: through its API and the billing system's webhook.
 */
export function createDemoRoutes(deps: Deps): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { store, clock } = deps
  const desk = createExportDesk(deps)

  const subscribed = async (account: string, catalog: Catalog): Promise<Plan[]> => {
    const states = await store.billing.subscriptionsOf(account)
    const ids = new Set(states.filter((one) => one.status === 'active').flatMap((one) => one.items.map((item) => item.plan)))
    return catalog.plans.filter((one) => ids.has(one.id))
  }
  const found = async (id: string): Promise<DemoAccount> => {
    const account = (await currentAccounts(store.workspace)).find((one) => one.id === id)
    if (!account)
      throw new HttpError(404, 'account-unknown', `account: there is no demo account "${id}"`, { field: 'account', facts: { id } })
    return account
  }
  const server = (c: Context<Env>) => {
    const address = ownAddress(c)
    return createDemoServer((path, init) => fetch(address + path, init))
  }
  const describe = async ({ id, name, plan: size }: DemoAccount, catalog: Catalog) => {
    const plans = await subscribed(id, catalog)
    const plan = plans.find((one) => one.kind === 'plan')
    return {
      id,
      name,
      size,
      plan: plan?.id ?? catalog.defaultPlan,
      amount: plan?.prices[0]?.amount ?? 0,
      addOns: plans.filter((one) => one.kind !== 'plan').map((one) => one.id),
      user: { id: ownerOf(id), role: 'owner', title: OWNER },
    }
  }

  app.get('/demo/api/state', async (c) => {
    c.header('cache-control', 'no-store')
    // The first start of a folder answers before its accounts are open.
    if (!(await store.workspace.note(OPENED))) return c.json({ opened: false, ready: false })
    const asked = c.req.query('account')
    const catalog = await store.workspace.catalog()
    const accounts = (await currentAccounts(store.workspace)).filter((one) => one.listed || one.id === asked)
    return c.json({
      opened: true,
      /** True once the sample data of this folder is complete. */
      ready: (await store.workspace.note(SEEDED)) !== undefined,
      accounts: await Promise.all(accounts.map((one) => describe(one, catalog))),
      plans: catalog.plans.filter((one) => one.kind === 'plan'),
      addOns: catalog.plans.filter((one) => one.kind === 'add-on'),
    })
  })

  app.use('/demo/api/*', async (c, next) => {
    if (c.req.header('origin') && !sameOrigin(c.req.raw, deps.config.publicUrl))
      throw new HttpError(403, 'foreign-origin', 'another site may not do this')
    await next()
  })

  app.post('/demo/api/exports', async (c) => {
    const { account, report } = await parseBody(c, exporting)
    const { id } = await found(account)
    const [plan] = await subscribed(id, await store.workspace.catalog())
    const spent = await desk.spend(id, plan)
    if (spent.ok) return c.json({ name: `${report}.csv` })
    const { limit, resetsOn } = spent
    return c.json({ error: { code: 'limit-reached', message: `the ${limit} exports of this month are used up`, limit, resetsOn } }, 402)
  })

  app.post('/demo/api/checkout', async (c) => {
    const body = await parseBody(c, checkout)
    const { id } = await found(body.account)
    const catalog = await store.workspace.catalog()
    const plan = catalog.plans.find((one) => one.id === body.plan)
    if (!plan)
      throw new HttpError(400, 'plan-unknown', `plan: there is no plan "${body.plan}"`, {
        field: 'plan',
        facts: { id: body.plan },
        expected: catalog.plans.map((one) => one.id).join(' | '),
      })
    const before = await subscribed(id, catalog)
    if (before.includes(plan)) throw new HttpError(409, 'plan-same', `plan: "${plan.id}" is subscribed to already`, { field: 'plan' })
    const last = Math.max(0, ...(await store.billing.subscriptionsOf(id)).map((one) => one.at))
    // Stripe's times are whole seconds; two changes in one second would leave their order open.
    const at = Math.max(clock(), last + 1000)
    const event = { type: 'customer.subscription.updated', id: `evt_${stableUuid(`${id}:${at}`)}`, account: id, at } as const
    await server(c).bill({ ...event, plans: replacePlan(before, plan), before }, clock())
    return c.json({ account: await describe(await found(id), catalog) })
  })

  app.post('/demo/api/reset', async (c) => {
    const { catalog, campaigns } = await readDemoFiles()
    const settings = await store.workspace.settings()
    const accounts = (await nextRound(store.workspace, campaigns, settings)).filter((one) => one.listed)
    const open = { server: server(c), catalog, zone: settings.zone, now: clock(), japanese: worksInJapanese() }
    for (const account of accounts) await openAccount(account, open)
    return c.json({ accounts: await Promise.all(accounts.map((one) => describe(one, catalog))) })
  })
  return app
}
