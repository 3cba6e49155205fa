import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres, type Postgres } from '../../../../test/harness/postgres.ts'
import { createAuth } from '../auth/auth.ts'
import { backtestCases } from './backtests.case.ts'
import { trackCases } from '../reports/funnel/kept/tracks.case.ts'
import { replayCases } from '../decisions/backtest/past.case.ts'
import { pastCases } from '../decisions/explain/past.case.ts'
import { figureCases } from '../results/figures.case.ts'
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
import { discountCases } from './discounts.case.ts'
import { rateCases } from './rates.case.ts'
import { resultCases } from './results.case.ts'
import { snapshotCases } from './snapshots.case.ts'
import { mergeCases } from './merges.case.ts'
import { peopleCases } from './people.case.ts'
import { privacyCases } from './privacy.case.ts'
import type { Store } from './store.ts'
import { workspaceCases } from './workspace.case.ts'

const cases = {
  people: peopleCases,
  privacy: privacyCases,
  events: eventCases,
  exposures: exposureCases,
  figures: figureCases,
  billing: billingCases,
  backtests: backtestCases,
  credits: creditCases,
  crowd: crowdCases,
  campaigns: campaignsCases,
  changes: changesCases,
  workspace: workspaceCases,
  identity: identityCases,
  losses: lossCases,
  merges: mergeCases,
  leads: leadCases,
  'messages to the owner': hookCases,
  rates: rateCases,
  discounts: discountCases,
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
let postgres: Postgres
let databases = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-'))
  postgres = await startPostgres({ careless: true })
  await (await openStore({ url: await postgres.create(EMPTY), folder })).close()
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
})

afterAll(async () => {
  await postgres.remove()
  await rm(folder, { recursive: true, force: true })
})

async function openOnSqlite(): Promise<Store> {
  const store = await openStore({ folder: await mkdtemp(join(folder, 'sqlite-')) })
  opened.push(store)
  return store
}

async function openOnPostgres(): Promise<Store> {
  const name = `espalier_${(databases += 1)}`
  const store = await openStore({ url: await postgres.create(name, EMPTY), folder })
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

it('makes a folder that nobody else may look into', async () => {
  const fresh = join(folder, 'new', 'data')
  opened.push(await openStore({ folder: fresh }))
  expect(((await stat(fresh)).mode & 0o777).toString(8)).toBe('700')
})

it('waits for one another when several servers start on an empty database', async () => {
  const name = `espalier_${(databases += 1)}`
  const url = await postgres.create(name)
  opened.push(...(await Promise.all([1, 2, 3].map(() => openStore({ url, folder })))))
  expect(await opened[2]?.people.listAccounts({ limit: 1 })).toEqual([])
})

it('waits for one another when the first people sign up at several servers at once', async () => {
  const url = await postgres.create(`espalier_${(databases += 1)}`)
  const stores = await Promise.all([1, 2, 3].map(() => openStore({ url, folder })))
  opened.push(...stores)
  const answers = stores.map((store, index) => {
    const body = JSON.stringify({ name: 'Owner', email: `owner-${index}@example.com`, password: 'correct horse' })
    const headers = { 'content-type': 'application/json', host: 'localhost', origin: 'http://localhost' }
    return createAuth(store, 'live', {}).handle(new Request('http://localhost/api/auth/sign-up/email', { method: 'POST', headers, body }))
  })
  expect((await Promise.all(answers)).map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 403, 403])
})

it('lets PostgreSQL end the transaction of a server that hangs, and bounds nothing else', async () => {
  const store = await openOnPostgres()
  const bounds = async ({ database }: Pick<Store, 'database'>) => {
    const { rows } = await sql<{ bound: string }>`select current_setting('idle_in_transaction_session_timeout') as bound
      union all select current_setting('lock_timeout')`.execute(database.db)
    return rows.map(({ bound }) => bound)
  }
  expect(await store.transaction(bounds)).toEqual(['1min', '10s'])
  expect(await bounds(store)).toEqual(['0', '0'])
})

it('refuses what a newer version has written to, and says what to do', async () => {
  const newer = await mkdtemp(join(folder, 'newer-'))
  const store = await openStore({ folder: newer })
  await sql`insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')`.execute(store.database.db)
  await store.close()
  await expect(openStore({ folder: newer })).rejects.toThrow(
    /espalier\.db cannot be used: a newer version of Espalier has written to it; start that/,
  )
})

it('refuses an address of another kind of database, loudly', async () => {
  await expect(openStore({ url: 'mysql://localhost/espalier', folder })).rejects.toThrow('expected postgres://')
})
