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
import { SEEDED } from './seeded.ts'

/**
 * Fills a fresh folder: catalogue, settings, four running campaigns, the accounts to sign in with, and a month of sample accounts.
 * Everything goes through the server's own routes, so nothing is there that the product did not record itself; one transaction
 * around all of it makes it fast, and a start that is interrupted leaves an empty folder.
 */
export async function seedDemo(deps: Deps): Promise<void> {
  if (await deps.store.workspace.note(SEEDED)) return
  const files = await readDemoFiles()
  const now = deps.clock()
  await deps.store.transaction(async (store) => {
    const app = createApp({ ...deps, store })
    const server = createDemoServer((path, init) => app.request(path, init))
    await publish(server, files)
    for (const account of firstAccounts()) await openAccount(account, { server, catalog: files.catalog, zone: files.settings.zone, now })
    await tellSamples(server, files, now)
    await store.workspace.noteOnce(SEEDED, new Date(now).toISOString())
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

async function tellSamples(server: DemoServer, { catalog, settings, campaigns }: DemoFiles, now: number): Promise<void> {
  const accounts = Array.from({ length: SAMPLE_ACCOUNTS }, (_, index) => sampleAccount(index, now))
  const stories = accounts.map((account) => ({ account, ...sampleStory(account, campaigns, settings, now) }))
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
