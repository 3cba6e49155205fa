import { setTimeout } from 'node:timers/promises'
import type { WireEvent } from '@espalier/core'
import { createApp } from '../app.ts'
import { createBootLog } from '../boot/boot-log.ts'
import type { Deps } from '../deps.ts'
import { ANNOUNCEMENT, holdAnnouncement, judgeAnnouncement, STOPPED_DAYS } from './announcement.ts'
import { readDemoFiles } from './demo-files.ts'
import type { DemoFiles } from './demo-files.ts'
import { firstAccounts } from './demo-accounts.ts'
import { createDemoServer } from './demo-server.ts'
import type { DemoServer } from './demo-server.ts'
import { inJapanese, worksInJapanese } from './japanese.ts'
import { openAccount, SUBSCRIBED_DAYS } from './open-account.ts'
import { ALL_ACCOUNTS, EARLIEST_DAYS, sampleAccount } from './sample-account.ts'
import { sampleChanges } from './sample-billing.ts'
import { sampleStory, TOLD_DAYS } from './sample-story.ts'
import { sampleVisits } from './sample-visits.ts'
import { OPENED, SEEDED } from './seeded.ts'

/** The demo's files, and the language of what its team named. */
interface NamedFiles extends DemoFiles {
  japanese: boolean
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** How many sample accounts share a transaction: few enough that other writers hardly wait. */
const TOGETHER = 4
/**
 * How long the seed steps back after each transaction, as a part of what that took. Who waits for a database file asks again every
 * 100 ms: it has to be free for a good part of the time, and on a slow machine for longer.
 */
const BREATH = 1 / 3

/**
 * Fills a fresh folder. First, in one transaction, what a visitor needs: catalogue, settings, the campaigns and the accounts
 * to sign in with. Then the months of sample accounts, which go on where an interrupted start left it, because every event has a
 * stable id. Everything goes through the server's own routes, so nothing is there that the product did not record itself.
 * `japanese`: what the demo's team named has Japanese names.
 */
export async function seedDemo(deps: Deps, { japanese = worksInJapanese() } = {}): Promise<void> {
  const { store, clock } = deps
  if (await store.workspace.note(SEEDED)) return
  const { campaigns, ...rest } = await readDemoFiles()
  const all = [...campaigns, ANNOUNCEMENT]
  const files = { ...rest, campaigns: japanese ? all.map(inJapanese) : all, japanese }
  const began = (await store.workspace.note(OPENED)) ?? (await open(deps, files))
  for (let from = 0; from < ALL_ACCOUNTS; from += TOGETHER) {
    const start = performance.now()
    await store.transaction((inner) => tellSamples({ ...deps, store: inner }, files, from, Date.parse(began)))
    await setTimeout((performance.now() - start) * BREATH)
  }
  await judgeAnnouncement({ ...deps, clock: () => Date.parse(began) - STOPPED_DAYS * DAY })
  await store.workspace.noteOnce(SEEDED, new Date(clock()).toISOString())
}

function serverOf(deps: Deps): DemoServer {
  const app = createApp(deps)
  return createDemoServer((path, init) => app.request(path, init))
}

/** Answers when it was, as ISO 8601. */
function open(deps: Deps, files: NamedFiles): Promise<string> {
  const now = deps.clock()
  return deps.store.transaction(async (store) => {
    const server = serverOf({ ...deps, store })
    // The months of the sample accounts need campaigns that ran then.
    const daysAgo = (days: number) => serverOf({ ...deps, store, clock: () => now - days * DAY })
    await publish(daysAgo(EARLIEST_DAYS + TOLD_DAYS + 1), files)
    await holdAnnouncement({ store, clock: deps.clock })
    const opening = {
      server,
      catalog: files.catalog,
      zone: files.settings.zone,
      now,
      billing: daysAgo(SUBSCRIBED_DAYS),
      japanese: files.japanese,
    }
    for (const account of firstAccounts()) await openAccount(account, opening)
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

/** Tells the month of a few accounts in the order in which it happened: what the server heard when is part of the past. */
async function tellSamples(deps: Deps, { catalog, settings, campaigns, japanese }: NamedFiles, from: number, began: number): Promise<void> {
  const count = Math.min(TOGETHER, ALL_ACCOUNTS - from)
  const accounts = Array.from({ length: count }, (_, index) => sampleAccount(from + index, began, japanese))
  const stories = accounts.map((account) => ({ account, ...sampleStory(account, campaigns, settings, began) }))
  const [first] = stories.flatMap(({ events }) => events.slice(0, 1))
  if (!first || (await deps.store.events.known([first.messageId])).size > 0) return
  const planOf = (id: string) => {
    const plan = catalog.plans.find((one) => one.id === id)
    if (!plan) throw new Error(`the demo catalogue has no plan "${id}"`)
    return plan
  }

  let now = 0
  const bootLog = createBootLog(deps.store, deps.metrics)
  const server = serverOf({ ...deps, bootLog, clock: () => now })
  let waiting: WireEvent[] = []
  const flush = async () => {
    const events = waiting
    waiting = []
    await server.sendEvents(events, now)
  }
  const deeds: { at: number; event?: WireEvent; deed?: () => Promise<void> }[] = []
  for (const { account, purchases, events, leads } of stories) {
    for (const change of sampleChanges(account, purchases, planOf)) deeds.push({ at: change.at, deed: () => server.bill(change, now) })
    deeds.push(...events.map((event) => ({ at: Date.parse(event.timestamp), event })))
    for (const { at, campaign, said } of leads) {
      // Whoever looks back at the moment of a lead finds what had happened until then.
      deeds.push({ at: at - 1, deed: () => Promise.resolve() })
      if (said)
        deeds.push({ at: said.at, deed: async () => void (await server.send('PUT', `/v1/leads/${campaign}/${account.id}`, said.word)) })
    }
    // At the end of its month, so that what was offered in it was offered to somebody who was well.
    if (account.left === undefined)
      deeds.push({
        at: began - HOUR,
        deed: async () => void (await server.send('PUT', `/v1/accounts/${account.id}`, { care: account.care })),
      })
    const visits = account.left === undefined && !account.away ? sampleVisits(account, TOLD_DAYS, began) : []
    for (const { at, person, view } of visits) {
      const deed = async () => {
        const event = view(await server.boot(person, account.id))
        await bootLog.settled()
        waiting.push(event)
      }
      deeds.push({ at, deed })
    }
  }
  for (const { at, event, deed } of deeds.toSorted((one, other) => one.at - other.at)) {
    // Events wait for the next thing that is not an event, as they do in a page that is busy, but not until they are too old to be believed.
    const [oldest] = waiting
    if (deed || (oldest && at - Date.parse(oldest.timestamp) > TOLD_DAYS * DAY)) await flush()
    now = Math.max(now, Math.ceil(at))
    if (event) waiting.push(event)
    await deed?.()
  }
  await flush()
}
