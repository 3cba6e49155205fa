import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keptId } from '../../../packages/server/src/store/sql/event-id.ts'
import { migrate } from '../../../packages/server/src/store/sql/migrate.ts'
import { openPostgres } from '../../../packages/server/src/store/sql/open-postgres.ts'
import { openSqlite } from '../../../packages/server/src/store/sql/open-sqlite.ts'
import { startPostgres, type Postgres } from '../../harness/postgres.ts'
import { startServer, type Server } from '../../harness/server.ts'

/** The tables that the rows were written to. */
const VERSION = '0010-log-in-order'
/**
 * What a server of that version kept of a short life: a batch about three accounts, a campaign, a conversion, billing
 * by API and by Stripe. Its tables are still made the same, so that only what came later is tried.
 */
const ROWS = join(import.meta.dirname, 'rows-0010.json')
const KEY = 'sk_live_of-the-old-version'

/** What that server answered when it was asked for these accounts. */
const THEN = {
  acct0: { plan: null, used: 8, movements: [] },
  acct1: {
    plan: 'team',
    used: 8,
    movements: [
      ['2026-09-01T00:00:00.000Z', 'new', 'plan', 19_600],
      ['2026-10-01T00:00:00.000Z', 'expansion', 'seat', 29_400],
    ],
  },
  acct2: {
    plan: null,
    used: 8,
    movements: [
      ['2026-09-15T00:00:00.000Z', 'new', 'plan', 9800],
      ['2026-10-20T00:00:00.000Z', 'churn', 'end', -9800],
    ],
  },
}

let postgres: Postgres
let folder: string
beforeAll(async () => {
  ;[postgres, folder] = await Promise.all([startPostgres({ careless: true }), mkdtemp(join(tmpdir(), 'espalier-upgrade-'))])
}, 60_000)
afterAll(async () => {
  await postgres?.remove()
  await rm(folder, { recursive: true, force: true })
})

async function makeOld(url: string | undefined): Promise<void> {
  const engine = url ? 'postgres' : 'sqlite'
  const db = url ? openPostgres(url) : openSqlite(join(folder, 'espalier.db'))
  await migrate(db, engine, VERSION)
  const tables = JSON.parse(await readFile(ROWS, 'utf8')) as Record<string, Record<string, string | number | null>[]>
  for (const [table, rows] of Object.entries(tables)) {
    const values = table === 'event' ? rows.map((row) => ({ ...row, id: keptId(engine, String(row['id'])) })) : rows
    await db
      .insertInto(table as never)
      .values(values as never)
      .execute()
  }
  await db.destroy()
}

async function ask({ url }: Server, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${KEY}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  // oxlint-disable-next-line typescript/no-explicit-any -- compared with what is expected
  return (await answer.json()) as any
}

async function accountsOf(server: Server): Promise<unknown> {
  const read = async (id: string) => {
    const { plan, usage, movements } = await ask(server, 'GET', `/v1/accounts/${id}`)
    const listed = movements.map((one: Record<string, unknown>) => [one['at'], one['kind'], one['cause'], one['amount']])
    return [id, { plan, used: usage[0].used, movements: listed }] as const
  }
  return Object.fromEntries(await Promise.all(Object.keys(THEN).map(read)))
}

test.each(['SQLite', 'PostgreSQL'])(
  'what an old version kept in %s is there after an update, and goes on',
  async (engine) => {
    const url = engine === 'PostgreSQL' ? await postgres.create('old') : undefined
    await makeOld(url)
    const env = url ? { DATABASE_URL: url } : {}
    const start = () => startServer({ folder, secretKey: KEY, env })
    let server = await start()
    try {
      expect(server.output()).not.toContain('Your keys')
      expect(await accountsOf(server)).toEqual(THEN)
      expect((await ask(server, 'GET', '/v1/campaigns/offer')).state).toBe('running')
      const { months } = await ask(server, 'GET', '/v1/reports/revenue?from=2026-08&to=2026-10')
      expect(months.map((one: { mrr: { closing: number } }) => one.mrr.closing)).toEqual([0, 29_400, 49_000])
      const [known, fresh] = ['event-1', 'event-new'].map((messageId) => ({
        type: 'track',
        event: 'Report Exported',
        userId: 'u1',
        messageId,
        context: { groupId: 'acct1' },
      }))
      const { results } = await ask(server, 'POST', '/v1/batch', { batch: [known, fresh] })
      expect(results.map((one: { status: string }) => one.status)).toEqual(['duplicate', 'accepted'])
      const counted = { ...THEN, acct1: { ...THEN.acct1, used: 9 } }
      expect(await accountsOf(server)).toEqual(counted)

      await server.stop()
      const bin = join(import.meta.dirname, '../../../packages/server/bin/espalier.mjs')
      const { stdout } = await promisify(execFile)(process.execPath, [bin, 'rebuild'], {
        env: { ...process.env, ESPALIER_DATA: folder, ...env },
      })
      expect(stdout).toMatch(/^Rebuilt from \d+ events\.\n$/)
      server = await start()
      expect(await accountsOf(server)).toEqual(counted)
    } finally {
      await server.stop()
    }
  },
  60_000,
)
