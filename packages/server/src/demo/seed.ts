import { setTimeout } from 'node:timers/promises'
import { createApp } from '../app.ts'
import type { Deps } from '../deps.ts'
import { readDemoFiles } from './demo-files.ts'
import type { DemoFiles } from './demo-files.ts'
import { firstAccounts } from './demo-accounts.ts'
import { createDemoServer } from './demo-server.ts'
import type { DemoServer } from './demo-server.ts'
import { openAccount } from './open-account.ts'
import { replacePlan } from './replace-plan.ts'
import { SAMPLE_ACCOUNTS, sampleAccount } from './sample-account.ts'
import { sampleStory } from './sample-story.ts'
import { OPENED, SEEDED } from './seeded.ts'

/** How many sample accounts share a transaction: few enough that other writers hardly wait. */
const TOGETHER = 4
/** Milliseconds between two transactions. A database file goes to whoever asks first, so the seed steps back to let requests in. */
const BREATH = 15

/**
 * Fills a fresh folder. First, in one transaction, what a visitor needs: catalogue, settings, four running campaigns and the accounts
 * to sign in with. Then a month of sample accounts, which goes on where an interrupted start left it, because every event has a
 * stable id. Everything goes through the server's own routes, so nothing is there that the product did not record itself.
 */
export async function seedDemo(deps: Deps): Promise<void> {
  const { store, clock } = deps
  if (await store.workspace.note(SEEDED)) return
  const files = await readDemoFiles()
  const began = (await store.workspace.note(OPENED)) ?? (await open(deps, files))
  for (let from = 0; from < SAMPLE_ACCOUNTS; from += TOGETHER) {
    await store.transaction((inner) => tellSamples(serverOf({ ...deps, store: inner }), files, from, Date.parse(began), clock()))
    await setTimeout(BREATH)
  }
  await store.workspace.noteOnce(SEEDED, new Date(clock()).toISOString())
}

function serverOf(deps: Deps): DemoServer {
  const app = createApp(deps)
  return createDemoServer((path, init) => app.request(path, init))
}

/** Answers when it was, as ISO 8601. */
function open(deps: Deps, files: DemoFiles): Promise<string> {
  const now = deps.clock()
  return deps.store.transaction(async (store) => {
    const server = serverOf({ ...deps, store })
    await publish(server, files)
    for (const account of firstAccounts()) await openAccount(account, { server, catalog: files.catalog, zone: files.settings.zone, now })
    return store.workspace.noteOnce(OPENED, new Date(now).toISOString())
  })
}

async function publish(server: DemoServer, { catalog, settings, campaigns }: DemoFiles): Promise<void> {
  await server.send('PUT', '/v1/catalog', catalog)
  await server.send('PUT', '/v1/settings', settings)
  for (const campaign of campaigns) {
    await server.send('PUT', `/v1/campaigns/${campaign.id}`, campaign)
    await server.send('POST', `/v1/campaigns/${campaign.id}/publish`)
  }
}

async function tellSamples(
  server: DemoServer,
  { catalog, settings, campaigns }: DemoFiles,
  from: number,
  began: number,
  now: number,
): Promise<void> {
  const count = Math.min(TOGETHER, SAMPLE_ACCOUNTS - from)
  const accounts = Array.from({ length: count }, (_, index) => sampleAccount(from + index, began))
  const stories = accounts.map((account) => ({ account, ...sampleStory(account, campaigns, settings, began) }))
  const planOf = (id: string) => {
    const plan = catalog.plans.find((one) => one.id === id)
    if (!plan) throw new Error(`the demo catalogue has no plan "${id}"`)
    return plan
  }

  for (const { account, purchases } of stories) {
    let plans = [planOf(account.plan)]
    const common = { account: account.id }
    await server.bill({ ...common, type: 'customer.subscription.created', id: `evt_${account.id}_created`, at: account.since, plans }, now)
    for (const { at, plan } of purchases) {
      const before = plans
      plans = replacePlan(before, planOf(plan))
      await server.bill({ ...common, type: 'customer.subscription.updated', id: `evt_${account.id}_${plan}`, at, plans, before }, now)
    }
  }
  await server.sendEvents(
    stories.flatMap((one) => one.events).toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1)),
    now,
  )
}
